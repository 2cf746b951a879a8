"""Files that are broken, huge or odd: flake8 does with the linter what it does without it."""

from __future__ import annotations

import ast
import re
import time
from typing import TYPE_CHECKING

import pytest
from flake8_runs import Run, flake8

from flake8_cb.rules.lint import lint
from flake8_cb.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

HAZARD = """\
from couchbase.bucket import Bucket


def main(x):
    first = Bucket("couchbase://db.example.com/beer-sample")
    second = Bucket("couchbase://db.example.com/beer-sample")
    first.upsert("a", second.get("b").value)


main(1)
"""

SUM = "x = 0" + " + x" * 5000 + "\n"
BLOCKS = "".join(f"{'    ' * depth}if x:\n" for depth in range(500)) + "    " * 500 + "pass\n"
ELIFS = "x = 1\nif x == 0:\n    pass\n" + "".join(f"elif x == {n}:\n    pass\n" for n in range(2000))
LONG = "".join(f"x = {n}\n" for n in range(50_000))
BOM = b"\xef\xbb\xbf"

# name: (source, whether the hazard in it is found)
FILES: dict[str, tuple[bytes, bool]] = {
    "syntax_error": (HAZARD.encode() + b"def (:\n", False),
    "python_2": (HAZARD.encode() + b"print 'done'\n", False),
    "unterminated": (HAZARD.encode() + b'x = """\n', False),
    "bad_indentation": (HAZARD.encode() + b"if x:\n        a\n    b\n", False),
    "latin_1_undeclared": (HAZARD.encode() + b"# caf\xe9\n", True),
    "latin_1_declared": (b"# coding: latin-1\n" + HAZARD.encode() + b"# caf\xe9\n", True),
    "unknown_coding": (b"# coding: no-such-coding\n" + HAZARD.encode(), True),
    "wrong_coding": (b"# coding: ascii\n" + HAZARD.encode() + b"# caf\xe9\n", True),
    "utf_16": (HAZARD.encode("utf-16"), False),
    "byte_order_mark": (BOM + HAZARD.encode(), True),
    "byte_order_mark_and_other_coding": (BOM + b"# coding: latin-1\n" + HAZARD.encode(), True),
    "null_byte": (HAZARD.encode() + b"x = '\0'\n", False),
    "empty": (b"", False),
    "only_a_comment": (b"# couchbase", False),
    "no_newline_at_the_end": (HAZARD.encode().rstrip(b"\n"), True),
    "carriage_returns": (HAZARD.encode().replace(b"\n", b"\r\n"), True),
    "form_feed": (HAZARD.encode() + b"\x0c\nx = 1\n", True),
    "surrogate": (HAZARD.encode() + b"x = '\\ud800'\n", True),
    "parentheses": (HAZARD.encode() + b"x = " + b"(" * 150 + b"1" + b")" * 150 + b"\n", True),
    "500_blocks": (HAZARD.encode() + BLOCKS.encode(), False),
    "500_calls": (HAZARD.encode() + b"x = " + b"main(" * 500 + b")" * 500 + b"\n", False),
    "5000_attributes": (HAZARD.encode() + b"x = main" + b".x" * 5000 + b"\n", False),
    "5000_terms": (HAZARD.encode() + SUM.encode(), False),
    "2000_elifs": (HAZARD.encode() + ELIFS.encode(), False),
}


def raised(run: Run) -> list[str]:
    """The exceptions that ended tracebacks."""
    return re.findall(r"^\w+Error\b", run.errors, re.MULTILINE)


@pytest.mark.parametrize("name", FILES)
def test_flake8_does_as_without_us(tmp_path: Path, name: str) -> None:
    source, found = FILES[name]
    (tmp_path / ".git").mkdir()
    (tmp_path / "a.py").write_bytes(HAZARD.encode())
    (tmp_path / "bad.py").write_bytes(source)
    (tmp_path / "z.py").write_bytes(HAZARD.encode())
    without, run = (flake8("-j1", "a.py", "bad.py", "z.py", cwd=tmp_path, without_us=flag) for flag in (True, False))
    assert run.others == without.others
    files = [line.partition(":")[0] for line in run.ours]
    if "Traceback" in without.errors:
        # flake8 itself dies of it: there is nothing to be better than.
        assert run.exit_code == without.exit_code
        assert raised(run) == raised(without)
        return
    assert run.exit_code == 1
    assert files.count("a.py") == files.count("z.py") == 1
    if found:
        assert files.count("bad.py") == 1
    assert "Traceback" not in run.output + run.errors


def test_standard_input_that_is_broken(tmp_path: Path) -> None:
    for source in (
        b"",
        b"couchbase = (\n",
        BOM + HAZARD.encode(),
        HAZARD.encode() + b"\0\n",
        b"# couchbase \xff\xfe\n",
    ):
        without, run = (flake8("-", cwd=tmp_path, stdin=source, without_us=flag) for flag in (True, False))
        assert run.others == without.others
        assert "Traceback" not in run.errors or "Traceback" in without.errors


@pytest.mark.parametrize("option", ["cb-sdk", "cb-start-method"])
@pytest.mark.parametrize("value", ["5", "two", "", "2,3", "FORK"])
def test_unknown_value_of_an_option(tmp_path: Path, option: str, value: str) -> None:
    (tmp_path / "a.py").write_text(HAZARD)
    given = flake8(f"--{option}={value}", "a.py", cwd=tmp_path)
    (tmp_path / ".flake8").write_text(f"[flake8]\n{option} = {value}\n")
    configured = flake8("a.py", cwd=tmp_path)
    for run in (given, configured):
        assert run.exit_code == 2
        assert run.output == ""
        assert "Traceback" not in run.errors
        (line,) = (line for line in run.errors.splitlines() if "error:" in line)
        assert f"--{option}: {value!r} is not one of " in line


def test_missing_file(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(HAZARD)
    run = flake8("a.py", "missing.py", cwd=tmp_path)
    assert "missing.py:0:1: E902" in run.output
    assert len(run.ours) == 1


def test_file_of_50000_lines(tmp_path: Path) -> None:
    (tmp_path / "long.py").write_text(HAZARD + LONG)
    assert len(flake8("long.py", cwd=tmp_path).ours) == 1


# -- trees that are too deep for the parser, or for the rest of flake8 ---------------------------------------


def located(node: ast.AST) -> ast.AST:
    """The node with a place; ast.fix_missing_locations would recurse."""
    node.lineno = node.end_lineno = 12  # type: ignore[attr-defined]
    node.col_offset = node.end_col_offset = 0  # type: ignore[attr-defined]
    return node


def name() -> ast.expr:
    return located(ast.Name("x", ast.Load()))  # type: ignore[return-value]


def _nest_expression(step: Callable[[ast.expr], ast.expr], depth: int) -> list[ast.stmt]:
    value = name()
    for _ in range(depth):
        value = located(step(value))  # type: ignore[assignment]
    return [located(ast.Expr(value))]  # type: ignore[list-item]


def _nest_block(step: Callable[[list[ast.stmt]], ast.stmt], depth: int) -> list[ast.stmt]:
    body: list[ast.stmt] = [located(ast.Pass())]  # type: ignore[list-item]
    for _ in range(depth):
        body = [located(step(body))]  # type: ignore[list-item]
    return body


def _function(body: list[ast.stmt]) -> ast.stmt:
    (function,) = ast.parse("def inner(): pass\ninner()").body[:1]
    function.body = body  # type: ignore[attr-defined]
    return function


def _handler() -> ast.ExceptHandler:
    return located(ast.ExceptHandler(None, None, [located(ast.Pass())]))  # type: ignore[return-value]


def _item() -> ast.withitem:
    return ast.withitem(name(), None)


DEEP: dict[str, Callable[[], list[ast.stmt]]] = {
    "terms": lambda: _nest_expression(lambda value: ast.BinOp(value, ast.Add(), name()), 5000),
    "terms on the right": lambda: _nest_expression(lambda value: ast.BinOp(name(), ast.Add(), value), 5000),
    "attributes": lambda: _nest_expression(lambda value: ast.Attribute(value, "x", ast.Load()), 5000),
    "chained calls": lambda: _nest_expression(lambda value: ast.Call(value, [], []), 5000),
    "calls in calls": lambda: _nest_expression(lambda value: ast.Call(name(), [value], []), 500),
    "conditional expressions": lambda: _nest_expression(lambda value: ast.IfExp(name(), name(), value), 500),
    "boolean expressions": lambda: _nest_expression(lambda value: ast.BoolOp(ast.And(), [name(), value]), 500),
    "lists": lambda: _nest_expression(lambda value: ast.List([value], ast.Load()), 500),
    "ifs": lambda: _nest_block(lambda body: ast.If(name(), body, []), 500),
    "elifs": lambda: _nest_block(lambda body: ast.If(name(), [located(ast.Pass())], body), 2000),  # type: ignore[list-item]
    "whiles": lambda: _nest_block(lambda body: ast.While(name(), body, []), 500),
    "withs": lambda: _nest_block(lambda body: ast.With([_item()], body), 500),
    "tries": lambda: _nest_block(lambda body: ast.Try(body, [_handler()], [], []), 500),
    "finallies": lambda: _nest_block(lambda body: ast.Try(body, [], [], [located(ast.Pass())]), 500),  # type: ignore[list-item]
    "functions": lambda: _nest_block(_function, 500),
}


@pytest.mark.parametrize("shape", DEEP)
@pytest.mark.parametrize("place", ["before", "after", "inside"])
def test_deep_tree_costs_no_finding(shape: str, place: str) -> None:
    tree = ast.parse(HAZARD)
    deep = DEEP[shape]()
    if place == "before":
        tree.body[:0] = deep
    elif place == "after":
        tree.body += deep
    else:
        tree.body[1].body[1:1] = deep  # type: ignore[attr-defined]
    began = time.process_time()
    assert [(finding.line, finding.code) for finding in lint(tree, Settings())] == [(6, "CB201")]
    assert time.process_time() - began < 10


def test_nested_blocks_with_connections() -> None:
    """Depth where it matters: the hazard lies at the bottom."""
    tree = ast.parse(HAZARD)
    function = tree.body[1]
    body = function.body  # type: ignore[attr-defined]
    for _ in range(500):
        body = [located(ast.If(name(), body, []))]
    function.body = body  # type: ignore[attr-defined]
    assert [(finding.line, finding.code) for finding in lint(tree, Settings())] == [(6, "CB201")]


def test_long_module_is_linted_in_time() -> None:
    tree = ast.parse(HAZARD + LONG)
    began = time.process_time()
    assert len(lint(tree, Settings())) == 1
    assert time.process_time() - began < 10


def test_many_functions_are_linted_in_time() -> None:
    many = "".join(f"def f{n}(x):\n    if x:\n        print(x)\n    return f{n + 1}\n\n\n" for n in range(5000))
    tree = ast.parse(HAZARD + many)
    began = time.process_time()
    assert {finding.code for finding in lint(tree, Settings())} == {"CB201"}
    assert time.process_time() - began < 10
