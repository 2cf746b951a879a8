"""Where a function has too many paths for its steps, some of them are followed to their end."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from flake8_cb.rules.lint import lint
from flake8_cb.settings import Settings


def branching(count: int, ending: list[str]) -> str:
    """Return a program whose one function has ``count`` branches that open something, and loops within which more vary.

    The ``ending`` stands at the end of the function.
    """
    lines = ["from couchbase.cluster import Cluster", "import settings", "", "def work(options):", "    first = None"]
    for number in range(count):
        lines += [
            f"    if settings.flag_{number}:",
            f"        first = Cluster('couchbase://node{number}', options)",
            f"        first.query('SELECT {number}').execute()",
            "    for row in settings.rows:",
            f"        if row.kind_{number}:",
            "            second = first",
            "            second.ping() if second else None",
        ]
    return "\n".join([*lines, *(f"    {line}" for line in ending)]) + "\n"


def codes(source: str, tmp_path: Path) -> set[tuple[int, str]]:
    return {(each.line, each.code) for each in lint(ast.parse(source), Settings(), tmp_path / "program.py")}


@pytest.mark.parametrize("count", [3, 24, 48])
def test_what_stands_at_the_end_is_found(count: int, tmp_path: Path) -> None:
    source = branching(count, ["last = Cluster('couchbase://last', options)", "last.close()", "last.ping()"])

    assert (len(source.splitlines()), "CB302") in codes(source, tmp_path)
