"""Syntax trees: how they are gone through, and how what is found out about a piece is kept with it.

`children` and `walk` do what ``ast.iter_child_nodes`` and ``ast.walk`` do, in half the time: much of what a first look
at a file costs is this.
"""

from __future__ import annotations

import ast
import functools
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

Node = TypeVar("Node", bound=ast.AST)
Answer = TypeVar("Answer")


def kept(find_out: Callable[[Node], Answer]) -> Callable[[Node], Answer]:
    """Let a function of a node, which nobody changes, be computed once for each."""
    name = f"_flake8_cb_{find_out.__name__}"

    @functools.wraps(find_out)
    def answer(node: Node) -> Answer:
        known = node.__dict__
        if name not in known:
            known[name] = find_out(node)
        found: Answer = known[name]
        return found

    return answer


#: Fields in which only operators and contexts stand: nodes without a place, of which nothing is found out.
MARKS = frozenset({"ctx", "op", "ops"})

#: Attributes that say where a node ends.
ENDS = frozenset({"end_lineno", "end_col_offset"})

#: Methods that write to a log, whatever it is called.
LOGGING_METHODS = frozenset({"debug", "info", "warning", "error", "exception", "critical", "log"})

#: The other fields of each kind of nodes that was met.
_FIELDS: dict[type[ast.AST], tuple[str, ...]] = {}


def children(node: ast.AST) -> list[ast.AST]:
    """Return the nodes right below a node, in their order, but no operators and contexts."""
    kind, known = type(node), node.__dict__
    if kind not in _FIELDS:
        _FIELDS[kind] = tuple(name for name in kind._fields if name not in MARKS)
    found: list[ast.AST] = []
    for name in _FIELDS[kind]:
        value = known.get(name)
        if isinstance(value, list):
            found += [each for each in value if isinstance(each, ast.AST)]
        elif isinstance(value, ast.AST):
            found.append(value)
    return found


def without_ends(tree: ast.Module) -> ast.Module:
    """Take out where the nodes of a tree of our own end, which nobody asks of other files: a quarter of its memory."""
    for node in walk(tree):
        if "end_lineno" in node.__dict__:  # a new table is as small as what is in it
            node.__dict__ = {name: value for name, value in node.__dict__.items() if name not in ENDS}
    return tree


def walk(node: ast.AST) -> list[ast.AST]:
    """Return a node and all below it, but no operators and contexts; those further up come first."""
    found = [node]
    for each in found:  # it grows meanwhile
        found += children(each)
    return found


def first_name(node: ast.AST) -> str:
    """Return the name of the variable with which a dotted name begins, or ''."""
    while isinstance(node, ast.Attribute):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""


def last_name(node: ast.AST) -> str:
    """Return the name of a variable or attribute, whosever it is, or ''."""
    if isinstance(node, ast.Name):
        return node.id
    return node.attr if isinstance(node, ast.Attribute) else ""


def calls_beside_logs(nodes: Iterable[ast.AST]) -> Iterator[ast.Call]:
    """Yield the calls in these nodes, but for those that only write to a log or on the screen, and what is in these."""
    todo = list(nodes)
    for each in todo:  # it grows meanwhile
        if isinstance(each, ast.Call):
            if getattr(each.func, "attr", "") in LOGGING_METHODS or getattr(each.func, "id", "") == "print":
                continue
            yield each
        todo += children(each)
