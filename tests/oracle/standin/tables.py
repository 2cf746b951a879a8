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


class Raising(ast.NodeTransformer):
    """Lets calls in the body of a try raise that may have nothing in them which does."""

    def __init__(self, trees: list[ast.Module]) -> None:
        self.depth = 0
        self.idle: set[str] = set()
        nodes = [node for tree in trees for node in tree.body]
        while more := {name for node in nodes if (name := idle_name(node, self.idle))} - self.idle:
            self.idle |= more

    def visit_Try(self, node: ast.Try) -> ast.Try:
        self.depth += bool(node.handlers)
        node.body = [self.visit(each) for each in node.body]
        self.depth -= bool(node.handlers)
        for name in ("handlers", "orelse", "finalbody"):
            setattr(node, name, [self.visit(each) for each in getattr(node, name)])
        return node

    def visit_Call(self, node: ast.Call) -> ast.Call:
        self.generic_visit(node)
        if self.depth and isinstance(node.func, ast.Name) and node.func.id in self.idle:
            func = ast.Call(ast.Name("__raising__", ast.Load()), [node.func], [])
            node.func = ast.fix_missing_locations(ast.copy_location(func, node))
        return node


def idle_name(node: ast.stmt, idle: set[str]) -> str:
    """Return the name of a function that may do without calls, or of a class whose ``__init__`` may.

    Calls of those that are known to be ``idle`` are none.
    """
    if isinstance(node, ast.ClassDef):
        made = [each for each in node.body if isinstance(each, ast.FunctionDef) and each.name == "__init__"]
        return node.name if made and not must_call(made[0], idle) else ""
    return node.name if isinstance(node, ast.FunctionDef) and not must_call(node, idle) else ""


def must_call(function: ast.FunctionDef, idle: set[str]) -> bool:
    """Report whether a call stands in the function under no condition."""
    certain = [each.test if isinstance(each, ast.If) else each for each in function.body]
    return any(calls(each, idle) for each in certain)


def calls(node: ast.AST, idle: set[str]) -> bool:
    """Report whether the code has a call in it that is not that of a function which it only defines."""
    if isinstance(node, (ast.FunctionDef, ast.Lambda)):
        return False
    if isinstance(node, ast.Call) and not (isinstance(node.func, ast.Name) and node.func.id in idle):
        return True
    return any(calls(each, idle) for each in ast.iter_child_nodes(node))


def caught_by(handler: ast.ExceptHandler) -> list[type[BaseException]]:
    """Return the built-in exceptions that a handler names."""
    if handler.type is None:
        return [Exception]
    named = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return [getattr(builtins, each.id) for each in named if isinstance(each, ast.Name)]


def last_line(body: list[ast.stmt]) -> int:
    return max(each.end_lineno or each.lineno for each in body)
