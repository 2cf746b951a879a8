"""What the text of a module says about its lines: which lie in loops, and which in the body of a try."""

from __future__ import annotations

import ast
import builtins
from dataclasses import dataclass

#: Statements that go elsewhere; at the end of a ``finally`` an error is forgotten by them.
LEAVING = (ast.Return, ast.Break, ast.Continue)


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
    """Lets those calls raise, within a try, that may have nothing in them which does."""

    def __init__(self, trees: list[ast.Module]) -> None:
        self.idle = {name for tree in trees for node in tree.body if (name := idle_name(node))}

    def visit_Call(self, node: ast.Call) -> ast.Call:
        self.generic_visit(node)
        if isinstance(node.func, ast.Name) and node.func.id in self.idle:
            func = ast.Call(ast.Name("__raising__", ast.Load()), [node.func], [])
            node.func = ast.fix_missing_locations(ast.copy_location(func, node))
        return node


def idle_name(node: ast.stmt) -> str:
    """Return the name of a function that may do without calls, or of a class whose ``__init__`` may."""
    if isinstance(node, ast.ClassDef):
        made = [each for each in node.body if isinstance(each, ast.FunctionDef) and each.name == "__init__"]
        return node.name if made and not must_call(made[0]) else ""
    return node.name if isinstance(node, ast.FunctionDef) and not must_call(node) else ""


def must_call(function: ast.FunctionDef) -> bool:
    """Report whether a call stands in the function under no condition, so that what it raises leaves the function."""
    for each in function.body:
        if calls(each.test if isinstance(each, ast.If) else each):
            return True
        if is_left(each):
            return False
    return False


def is_left(node: ast.stmt) -> bool:
    """Report whether nothing comes to what follows a statement."""
    return isinstance(node, LEAVING) or (isinstance(node, ast.Try) and any(map(is_left, node.finalbody)))


def calls(node: ast.AST) -> bool:
    """Report whether the code has a call in it that is not that of a function which it only defines."""
    if isinstance(node, (ast.FunctionDef, ast.Lambda)):
        return False
    if isinstance(node, ast.Try):
        return any(map(calls, passing(node)))
    return isinstance(node, ast.Call) or any(map(calls, ast.iter_child_nodes(node)))


def passing(node: ast.Try) -> list[ast.stmt]:
    """Return the statements of a try whose errors leave it."""
    if is_left(node):
        return []
    if any(Exception in caught_by(each) for each in node.handlers):
        return [*node.orelse, *node.finalbody]
    return [*node.body, *node.orelse, *node.finalbody]


def caught_by(handler: ast.ExceptHandler) -> list[type[BaseException]]:
    """Return the built-in exceptions that a handler names."""
    if handler.type is None:
        return [Exception]
    named = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return [getattr(builtins, each.id) for each in named if isinstance(each, ast.Name)]


def last_line(body: list[ast.stmt]) -> int:
    return max(each.end_lineno or each.lineno for each in body)
