"""Dotted names of frameworks: which names a row of the table stands for, and what the user's own rows do."""

from __future__ import annotations

import ast
import re
from textwrap import dedent
from typing import get_args

import pytest

from flake8_cb.rules.lint import lint
from flake8_cb.rules.requests import is_named
from flake8_cb.sdk.entry_points import ENTRY_POINTS, How
from flake8_cb.settings import Settings


@pytest.mark.parametrize(
    ("wanted", "name", "answer"),
    [
        ("flask.Flask.route", "flask.Flask.route", True),
        ("flask.Flask.route", "flask.Flask", False),
        ("flask.Flask.route", "flask.Flask.route.x", False),
        ("flask.Flask.route", "my.flask.Flask.route", False),
        ("flask.Flask.route", "flask.Flask.routes", False),
        ("flask.Flask.route", "", False),
        ("ninja.Router.*", "ninja.Router.get", True),
        ("ninja.Router.*", "ninja.Router", False),
        ("ninja.Router.*", "ninja.Router.get.x", False),
        ("ninja.Router.*", "ninja.Routers.get", False),
        ("ninja.Router.*", "ninja.RouterXget", False),
        ("bottle.*", "bottle.route", True),
        ("bottle.*", "bottle.Bottle.route", False),
        ("bottle.*", "bottles.route", False),
        ("bottle.*", "bottle", False),
        ("bottle.*", "", False),
    ],
)
def test_names(wanted: str, name: str, answer: bool) -> None:
    assert is_named(wanted, name) is answer


def test_rows_are_well_formed_and_each_stands_there_once() -> None:
    assert len(set(ENTRY_POINTS)) == len(ENTRY_POINTS)
    for row in ENTRY_POINTS:
        assert row.how in get_args(How)
        assert not row.methods or row.how in ("base", "call")
        if row.how == "parameter":
            assert re.fullmatch(r"\w+:\w+", row.name)
        elif row.how == "call":
            assert re.fullmatch(r"\w+(, \w+)*", row.name)
        elif row.how == "name":
            assert re.fullmatch(r"\w+(\(\w+(, \w+)*\))?", row.name)
        else:
            assert re.fullmatch(r"(\*\.)?\w+(\.\w+)*(\.\*)?", row.name)


OWN = {
    "decorator": """
        from couchbase.bucket import Bucket
        from web.serving import handler

        @handler
        def show(name):
            return Bucket("couchbase://h/beer").get(name)
    """,
    "base": """
        from couchbase.bucket import Bucket
        from web.serving import handler

        class Show(handler):
            def answer(self, name):
                return Bucket("couchbase://h/beer").get(name)
    """,
    "registration": """
        from couchbase.bucket import Bucket
        from web.serving import handler

        def _show(name):
            return Bucket("couchbase://h/beer").get(name)

        handler("/", _show)
    """,
}


@pytest.mark.parametrize("how", OWN)
@pytest.mark.parametrize(
    ("entry_points", "answer"),
    [
        (("web.serving.handler",), True),
        (("other", "web.serving.*"), True),
        (("web.serving",), False),
        (("handler",), False),
        (("web.*",), False),
        ((), False),
    ],
)
def test_entry_points_of_the_user(how: str, entry_points: tuple[str, ...], answer: bool) -> None:
    findings = lint(ast.parse(dedent(OWN[how])), Settings(entry_points=entry_points))
    assert ("CB203" in {each.code for each in findings}) is answer
