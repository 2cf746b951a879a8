"""A part of the walk of `walk.py`: no exception, no finding without the SDK, no file that takes too long."""

from __future__ import annotations

import ast
import logging
from pathlib import Path

import pytest
import walk

from flake8_cb.plugin import LOG, Plugin

#: One file in so many is linted as flake8 does it, and one with connections in it.
AS_FLAKE8, WITH_CONNECTIONS = 400, 2_500

#: Those with connections are the smaller ones, in bytes: a large one alone may take longer than all these tests.
LARGEST = 20_000

FILES = walk.files_below(walk.packages())


@pytest.mark.parametrize(("one_in", "sow"), [(AS_FLAKE8, False), (WITH_CONNECTIONS, True)])
def test_sample(one_in: int, sow: bool) -> None:
    chosen = [path for path in FILES if walk.is_in_turn(path, one_in)]
    chosen = [path for path in chosen if not sow or path.stat().st_size < LARGEST]
    results = dict(walk.walk(chosen, sow=sow))
    assert len(results) >= len(chosen) / 2 > 0
    assert {name: result.problems for name, result in results.items() if result.problems} == {}


def test_a_swallowed_exception_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Plugin, "_findings", lambda _: 1 / 0)
    monkeypatch.setattr(LOG, "propagate", False)
    (problem,) = walk.linted(ast.parse("import couchbase"), "a.py", ["import couchbase\n"]).problems
    assert "ZeroDivisionError" in problem
    assert logging.getLogger("flake8.cb").handlers == []


def test_a_file_without_end_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    def endless(_: Plugin) -> None:
        while True:
            try:
                list(range(1000))
            except Exception:
                raise AssertionError from None

    monkeypatch.setattr(Plugin, "_findings", endless)
    result = walk.linted(ast.parse("import couchbase"), "a.py", ["import couchbase\n"], 0.1)
    assert result.problems == ["more than 0 s"]


def test_findings_without_the_sdk_are_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.py"
    path.write_text("import os\n")
    monkeypatch.setattr(Plugin, "run", lambda _: iter([(1, 0, "CB101 nothing", Plugin)]))
    result = walk.lint_as_flake8(path)
    assert result is not None
    assert result.problems == ["1 findings, and no use of the SDK"]
    path.write_text("import couchbase\n")
    result = walk.lint_as_flake8(path)
    assert result is not None
    assert result.problems == []


def test_places_that_do_not_exist_are_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Plugin, "run", lambda _: iter([(2, 0, "CB101 nothing", Plugin)]))
    assert len(walk.linted(ast.parse("x = 1"), "a.py", ["x = 1\n"]).problems) == 1
