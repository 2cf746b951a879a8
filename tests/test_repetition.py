"""What a second, equal call opens anew, as findings about requests show it."""

from __future__ import annotations

import ast

import pytest

from flake8_cb.rules.lint import lint
from flake8_cb.settings import Settings

BEGIN = """\
from couchbase.bucket import Bucket
from flask import Flask
app = Flask(__name__)
pool = []
bucket = None
@app.get("/")
def show():
    global bucket
"""

OPEN = 'Bucket("couchbase://h/b")'


@pytest.mark.parametrize(
    ("body", "is_repeated"),
    [
        (f"    bucket = {OPEN}\n", True),
        (f"    if bucket is None:\n        bucket = {OPEN}\n", False),
        (f"    if bucket is None or not bucket.connected:\n        bucket = {OPEN}\n", False),
        (f"    if bucket is None or not bucket.connected:\n        pool.append({OPEN})\n", True),
        (f"    if not bucket:\n        pool.append({OPEN})\n", True),
        (f"    own = pool.pop() if pool else {OPEN}\n    own.get('k')\n    pool.append(own)\n", False),
        (f"    own = {OPEN}\n    own.get('k')\n    own._close()\n", True),
    ],
)
def test_what_a_second_request_opens(body: str, *, is_repeated: bool) -> None:
    codes = {each.code for each in lint(ast.parse(BEGIN + body), Settings(sdk=2))}
    assert ("CB203" in codes) is is_repeated
