"""What the text of a module says about its lines: which lie in loops, and which in the body of a try."""

from __future__ import annotations

import ast
import builtins
from dataclasses import dataclass


@dataclass(frozen=True)
class Lines:
    """A loop by its head and its body, or a try by its body and what its handlers catch."""

    head: int
    first: int
    last: int
    catches: tuple[type[BaseException], ...] = ()

    def __contains__(self, line: int) -> bool:
        return self.first <= line <= self.last


@dataclass(frozen=True)
class Tables:
    """The loops and the try statements of a module, outer ones first."""

    loops: tuple[Lines, ...]
    tries: tuple[Lines, ...]


def tables_of(tree: ast.Module) -> Tables:
    """Read the tables off a tree."""
    loops, tries = [], []
    for node in ast.walk(tree):
        if isinstance(node, (ast.For, ast.While, ast.AsyncFor)):
            loops.append(Lines(node.lineno, node.body[0].lineno, last_line(node.body)))
        elif isinstance(node, ast.Try) and node.handlers:
            catches = tuple(kind for each in node.handlers for kind in caught_by(each))
            tries.append(Lines(node.lineno, node.body[0].lineno, last_line(node.body), catches))
    return Tables(tuple(loops), tuple(tries))


def caught_by(handler: ast.ExceptHandler) -> list[type[BaseException]]:
    """Return the built-in exceptions that a handler names."""
    if handler.type is None:
        return [Exception]
    named = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return [getattr(builtins, each.id) for each in named if isinstance(each, ast.Name)]


def last_line(body: list[ast.stmt]) -> int:
    return max(each.end_lineno or each.lineno for each in body)
