"""Which functions never come back, as their text tells."""

from __future__ import annotations

import ast
from argparse import ArgumentParser
from pathlib import Path

import pytest

from flake8_cb.flow.names.endings import (
    called_as,
    ending_functions,
    ending_functions_of,
    imported_names,
    library_methods,
)
from flake8_cb.project.memory import forget
from flake8_cb.project.source import Source
from flake8_cb.sdk.endings import RAISES

#: Functions by whether they never come back.
FUNCTIONS = {
    "def f(x):\n    raise ValueError(x)\n": True,
    "def f(x):\n    print(x)\n    sys.exit(1)\n": True,
    "def f(x):\n    os._exit(1)\n": True,
    "def f(x):\n    exit(1)\n": True,
    "def f(x): raise ValueError(x)\n": True,
    "def f(\n    x,\n    y,\n):\n    # why\n\n    raise ValueError(x)\n": True,
    "def f(x):\n    if x:\n        raise ValueError\n    else:\n        raise LookupError\n": True,
    "def f(x):\n    if x:\n        raise ValueError\n    elif x is None:\n        raise LookupError\n": False,
    "def f(x):\n    try:\n        print(x)\n    finally:\n        raise ValueError\n": True,
    "def f(x):\n    try:\n        raise LookupError\n    except KeyError:\n        raise TypeError from None\n": True,
    "def f(x):\n    try:\n        raise LookupError\n    except LookupError:\n        print(x)\n": False,
    "def f(x):\n    try:\n        raise LookupError\n    finally:\n        print(x)\n": True,
    "def f(x):\n    if x:\n        return\n    raise ValueError\n": False,
    "def f(x):\n    if x:\n        raise ValueError\n": False,
    "def f(x):\n    for each in x:\n        raise ValueError\n": False,
    "def f(x):\n    with x:\n        raise ValueError\n": False,  # it may swallow the error
    "def f(x):\n    yield\n    raise ValueError\n": False,
    "async def f(x):\n    raise ValueError\n": False,
    "@retried\ndef f(x):\n    raise ValueError\n": False,
    "def f(x):\n    parser.exit(1)\n": False,
    "def f(x):\n    print(x)\n": False,
    "class A:\n    def f(x):\n        raise ValueError\n": False,
}


@pytest.mark.parametrize("text", FUNCTIONS)
def test_functions_that_never_come_back(text: str) -> None:
    assert ending_functions(ast.parse(text)) == ({"f"} if FUNCTIONS[text] else set())


@pytest.mark.parametrize("text", FUNCTIONS)
def test_a_text_tells_it_as_well(text: str, tmp_path: Path) -> None:
    expected = {"f"} if FUNCTIONS[text] else set()
    text = f"import sys\n{text}x = 1\n\ndef g(x):\n    return x\n\n{text}".rstrip()
    assert ending_functions_of(Source(tmp_path / "a.py", "a", text=text)) == expected
    (tmp_path / "a.py").write_text(text, encoding="utf-8")
    forget()
    assert ending_functions_of(Source(tmp_path / "a.py", "a")) == expected


def test_a_broken_text_tells_nothing(tmp_path: Path) -> None:
    assert ending_functions_of(Source(tmp_path / "a.py", "a", text="def f(x:\n    raise x\n")) == set()
    assert ending_functions_of(Source(tmp_path / "gone.py", "gone")) == set()


@pytest.mark.parametrize(
    ("imports", "call", "expected"),
    [
        ("from a import f", "f()", ("a", "f")),
        ("from a import f as g", "g()", ("a", "f")),
        ("from . import a", "a.f()", (".a", "f")),
        ("from .a import b", "b.f()", (".a.b", "f")),
        ("import a", "a.f()", ("a", "f")),
        ("import a.b", "a.b.f()", ("a.b", "f")),
        ("import a.b as c", "c.f()", ("a.b", "f")),
        ("import b", "f()", ("", "f")),
        ("import b", "a.f()", ("", "")),
        ("import b", "a[0]()", ("", "")),
    ],
)
def test_what_a_call_names(imports: str, call: str, expected: tuple[str, str]) -> None:
    node = ast.parse(call, mode="eval").body
    assert isinstance(node, ast.Call)
    assert called_as(node, imported_names(ast.parse(imports).body)) == expected


@pytest.mark.parametrize(
    ("imports", "expected"),
    [
        ("import argparse", {"error", "exit"}),
        ("from argparse import ArgumentParser", {"error", "exit"}),
        ("import argparser", set()),
        ("from ansible.module_utils.basic import AnsibleModule", {"exit_json", "fail_json"}),
        ("import ansible", set()),
        ("import flask, pytest", set()),  # no methods
    ],
)
def test_methods_of_imported_libraries(imports: str, expected: set[str]) -> None:
    assert library_methods(imported_names(ast.parse(imports).body)) == expected


@pytest.mark.parametrize("name", ["exit", "fail", "skip", "xfail"])
def test_what_pytest_raises(name: str) -> None:
    raised = getattr(pytest, name).Exception
    assert RAISES[f"pytest.{name}"] == ("" if issubclass(raised, Exception) else "BaseException")


def test_what_argparse_raises() -> None:
    for leave in (lambda: ArgumentParser().error("no"), ArgumentParser().exit):
        with pytest.raises(SystemExit):
            leave()
