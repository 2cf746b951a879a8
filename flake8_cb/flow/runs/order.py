"""Order: which of the functions of a file are entered first from outside.

What a caller of the file hands to a function says more than unknown arguments do, and a function that was called needs
no run of its own: callers come before what they call.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TypeVar

from flake8_cb.flow.domain.values import FunctionNode
from flake8_cb.trees import kept, walk

_Entry = TypeVar("_Entry", bound=tuple[FunctionNode, object])


@kept
def asked_by(tree: ast.AST) -> frozenset[str]:
    """Return the names and attributes that something in the tree reads, but no attributes of ``super()``."""
    return _names_in(tree, above=False)


@kept
def names_read(tree: ast.AST) -> frozenset[str]:
    """Return the names and attributes that something in the tree reads."""
    return _names_in(tree, above=True)


def _names_in(tree: ast.AST, *, above: bool) -> frozenset[str]:
    found: set[str] = set()
    for each in walk(tree):
        if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Load):
            found.add(each.id)
        elif isinstance(each, ast.Attribute) and (above or not is_above(each.value)):
            found.add(each.attr)
    return frozenset(found)


def is_above(node: ast.expr) -> bool:
    """Report whether an expression is a call of ``super()``."""
    return isinstance(node, ast.Call) and getattr(node.func, "id", "") == "super"


def callers_first(entries: Sequence[_Entry]) -> list[_Entry]:
    """Put the functions that read the name of another one before it, and leave the order as it is otherwise."""
    callers: defaultdict[str, dict[FunctionNode, None]] = defaultdict(dict)
    for function, _ in entries:
        for name in names_read(function):
            callers[name][function] = None
    waiting: dict[FunctionNode, Iterator[FunctionNode]] = {}  # those that were met, with the callers not looked at
    places: dict[FunctionNode, int] = {}
    for function, _ in entries:
        path = [function]
        while path:
            each = path[-1]
            others = waiting.setdefault(each, iter(callers[getattr(each, "name", "")]))
            caller = next((other for other in others if other not in waiting), None)
            if caller is not None:
                path.append(caller)
            else:
                places.setdefault(path.pop(), len(places))
    return sorted(entries, key=lambda entry: places[entry[0]])
