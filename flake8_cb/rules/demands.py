"""Errors that the linted code demands: a test that something is refused is right to do it."""

from __future__ import annotations

import ast

from flake8_cb.flow.events import Trace
from flake8_cb.sdk.endings import EXPECTING, EXPECTING_METHODS
from flake8_cb.trees import kept, walk

#: What demands an error in pytest, unittest and nose, by the last part of its name.
DEMANDS = frozenset(each.rpartition(".")[2] for each in (*EXPECTING, *EXPECTING_METHODS))


def is_demanded(node: ast.AST, trace: Trace) -> bool:
    """Report whether a block, or a call, around a call demands that it fails."""
    return trace.tree is not None and node in demanded_in(trace.tree)


@kept
def demanded_in(tree: ast.Module) -> frozenset[ast.AST]:
    """Return all that stands in blocks or calls of a module which demand errors."""
    nodes = walk(tree)
    imported = {
        alias.asname or alias.name
        for each in nodes
        if isinstance(each, ast.ImportFrom)
        for alias in each.names
        if alias.name in DEMANDS
    }
    around = [each for each in nodes if any(is_demand(context, imported) for context in contexts_of(each))]
    return frozenset(inner for each in around for inner in walk(each))


def contexts_of(node: ast.AST) -> list[ast.expr]:
    """Return what a block is entered with, or a call, which may call for itself what it is given."""
    if isinstance(node, (ast.With, ast.AsyncWith)):
        return [item.context_expr for item in node.items]
    return [node] if isinstance(node, ast.Call) else []


def is_demand(context: ast.expr, imported: set[str]) -> bool:
    called = context.func if isinstance(context, ast.Call) else context
    if isinstance(called, ast.Attribute):
        return called.attr in DEMANDS
    return isinstance(called, ast.Name) and called.id in imported
