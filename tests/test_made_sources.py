"""Fixtures that are cut up and put together again: whatever comes of them, the linter gets to its end.

By default a hundred of them; ``pytest tests/test_made_sources.py --hypothesis-profile=long`` makes ten thousand.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from walk import linted

FIXTURES = Path(__file__).parent / "fixtures"
PATHS = sorted(FIXTURES.glob("CB*/*/*.py"))

#: Seconds of CPU for one program: most take a hundredth.
MOST_SECONDS = 20

#: What a part of a block is put into: in the place of the last statement.
WRAPPERS = (
    "while x: pass", "for x in y: pass", "if x: pass", "with x as y: pass", "def f(x): pass", "async def f(x): pass",
    "class C(x): pass", "try: pass\nexcept x as y: pass", "try: pass\nfinally: pass", "match x:\n    case y: pass",
    "async def f(x):\n    async for y in x: pass",
)  # fmt: skip

Draw = Callable[[st.SearchStrategy[Any]], Any]


def bodies(tree: ast.AST) -> list[list[ast.stmt]]:
    """Return the blocks of a program, the outer ones first."""
    found = []
    for node in ast.walk(tree):
        for name in ("body", "orelse", "finalbody"):
            block = getattr(node, name, None)
            if isinstance(block, list) and block and isinstance(block[0], ast.stmt):
                found.append(block)
    return found


def place(draw: Draw, tree: ast.AST) -> tuple[list[ast.stmt], int]:
    """Choose a statement: its block, and where it stands there."""
    block = draw(st.sampled_from(bodies(tree)))
    return block, draw(st.integers(0, len(block) - 1))


def delete(draw: Draw, tree: ast.AST, _: ast.AST) -> None:
    block, index = place(draw, tree)
    block[index : index + 1] = [] if len(block) > 1 else [ast.Pass()]


def duplicate(draw: Draw, tree: ast.AST, _: ast.AST) -> None:
    block, index = place(draw, tree)
    block.insert(index, copy.deepcopy(block[index]))


def swap(draw: Draw, tree: ast.AST, _: ast.AST) -> None:
    (one, first), (two, second) = place(draw, tree), place(draw, tree)
    one[first], two[second] = copy.deepcopy(two[second]), copy.deepcopy(one[first])


def splice(draw: Draw, tree: ast.AST, other: ast.AST) -> None:
    """Put a statement of another program in."""
    (block, index), (source, chosen) = place(draw, tree), place(draw, other)
    block.insert(index, copy.deepcopy(source[chosen]))


def wrap(draw: Draw, tree: ast.AST, _: ast.AST) -> None:
    block, index = place(draw, tree)
    rest = block[index:]
    wrapper = ast.parse(draw(st.sampled_from(WRAPPERS)))
    # The innermost block is the last one.
    bodies(wrapper)[-1][:] = rest
    block[index:] = wrapper.body


def rename(draw: Draw, tree: ast.AST, _: ast.AST) -> None:
    """Give all names of one spelling another one that the program has."""
    names = [node for node in ast.walk(tree) if isinstance(node, ast.Name)]
    if names:
        before, after = draw(st.sampled_from(names)).id, draw(st.sampled_from(names)).id
        for node in names:
            if node.id == before:
                node.id = after


def exchange(draw: Draw, tree: ast.AST, other: ast.AST) -> None:
    """Put an expression in the place of another one."""
    fields = [
        (node, name)
        for node in ast.walk(tree)
        for name, value in ast.iter_fields(node)
        if isinstance(value, ast.expr) and not isinstance(getattr(value, "ctx", None), (ast.Store, ast.Del))
        if not isinstance(node, (ast.pattern, ast.JoinedStr, ast.FormattedValue))
    ]
    expressions = [
        node
        for node in (*ast.walk(tree), *ast.walk(other))
        if isinstance(node, ast.expr) and not isinstance(getattr(node, "ctx", None), (ast.Store, ast.Del))
        if not isinstance(node, (ast.Starred, ast.Slice, ast.FormattedValue))
    ]
    if fields and expressions:
        node, name = draw(st.sampled_from(fields))
        setattr(node, name, copy.deepcopy(draw(st.sampled_from(expressions))))


def drop_argument(draw: Draw, tree: ast.AST, _: ast.AST) -> None:
    lists = [
        each for node in ast.walk(tree) if isinstance(node, ast.Call) for each in (node.args, node.keywords) if each
    ]
    if lists:
        arguments = draw(st.sampled_from(lists))
        del arguments[draw(st.integers(0, len(arguments) - 1))]


STEPS = (delete, duplicate, swap, splice, wrap, rename, exchange, drop_argument)


@st.composite
def sources(draw: Draw) -> str:
    """Return the text of a fixture after some changes; not every one can be compiled, as in an editor."""
    first, second = (ast.parse(draw(st.sampled_from(PATHS)).read_text(encoding="utf-8")) for _ in range(2))
    for step in draw(st.lists(st.sampled_from(STEPS), min_size=1, max_size=6)):
        step(draw, first, second)
    return ast.unparse(ast.fix_missing_locations(first)) + "\n"


@st.composite
def texts(draw: Draw) -> str:
    """Return the text of a fixture with lines and characters moved."""
    lines = draw(st.sampled_from(PATHS)).read_text(encoding="utf-8").splitlines(keepends=True)
    for _ in range(draw(st.integers(1, 3))):
        index = draw(st.integers(0, len(lines) - 1))
        match draw(st.sampled_from(["delete", "double", "swap", "letters"])):
            case "delete" if len(lines) > 1:
                del lines[index]
            case "double":
                lines.insert(index, lines[index])
            case "swap":
                other = draw(st.integers(0, len(lines) - 1))
                lines[index], lines[other] = lines[other], lines[index]
            case "letters":
                column = draw(st.integers(0, max(len(lines[index]) - 1, 0)))  # a line may have lost its only character
                new = draw(st.text("()[]{}=.,:*@ \t\n'\"\\#xé\0", max_size=3))
                lines[index] = lines[index][:column] + new + lines[index][column + 1 :]
    return "".join(lines)


def check(source: str) -> None:
    """Lint a source as flake8 does it, if it is a program at all."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return
    result = linted(tree, "made.py", source.splitlines(keepends=True))
    assert result.problems == []
    assert result.seconds < MOST_SECONDS


made = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])


@made
@given(sources())
def test_made_trees_are_linted(source: str) -> None:
    check(source)


@made
@given(texts())
def test_made_texts_are_linted(source: str) -> None:
    check(source)
