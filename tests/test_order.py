"""Callers are entered before what they call, whatever the order of their definitions."""

from __future__ import annotations

import ast
import sys

import pytest

from flake8_cb.flow.domain.values import FunctionNode
from flake8_cb.flow.runs.order import callers_first, names_read


def ordered(source: str) -> str:
    functions = [each for each in ast.walk(ast.parse(source)) if isinstance(each, FunctionNode)]
    return "".join(getattr(each, "name", "") for each, _ in callers_first([(each, None) for each in functions]))


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("def a(): b()\ndef b(): c()\ndef c(): pass\n", "abc"),
        ("def a(): pass\ndef b(): a()\ndef c(): b()\n", "cba"),
        ("def a(): pass\ndef b(): pass\ndef c(): a()\n", "cab"),
        ("def a(): b()\ndef b(): a()\n", "ba"),
        ("def a(): a()\ndef b(): a()\n", "ba"),
        ("def a(): pass\ndef b(): a = 1\n", "ab"),
        ("class X:\n    def a(self): pass\n    def b(self): self.a()\n", "ba"),
        ("def a(): pass\ndef b(): run(target=a)\n", "ba"),
    ],
)
def test_callers_come_first(source: str, names: str) -> None:
    assert ordered(source) == names


def test_functions_of_one_entry_stay_in_their_order() -> None:
    first, second = ast.parse("def a(): pass\ndef b(): a()\n").body
    assert isinstance(first, ast.FunctionDef)
    assert isinstance(second, ast.FunctionDef)
    entries = [(first, 1), (second, 2), (first, 3)]
    assert callers_first(entries) == [(second, 2), (first, 1), (first, 3)]


def test_any_number_of_calls_within_one_another_is_ordered() -> None:
    count = 2 * sys.getrecursionlimit()
    tree = ast.parse("def f0(): pass\n" + "".join(f"def f{i}(): f{i - 1}()\n" for i in range(1, count)))
    entries = [(each, None) for each in tree.body if isinstance(each, ast.FunctionDef)]
    assert callers_first(entries) == entries[::-1]


def test_names_read_are_names_and_attributes() -> None:
    assert names_read(ast.parse("a.b = c.d(e)\n")) == {"a", "b", "c", "d", "e"}
