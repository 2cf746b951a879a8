"""Errors that the linted code demands: a test that something is refused is right to do it."""

from __future__ import annotations

import ast

from flake8_cb.flow.events import Trace
from flake8_cb.trees import walk

#: Contexts of pytest and unittest that demand an error.
DEMANDS = frozenset({"raises", "assertRaises", "assertRaisesRegex"})


def is_demanded(node: ast.AST, trace: Trace) -> bool:
    """Report whether the block around a call demands that it fails."""
    nodes = walk(trace.tree) if trace.tree is not None else []
    imported = {
        alias.asname or alias.name
        for each in nodes
        if isinstance(each, ast.ImportFrom)
        for alias in each.names
        if alias.name in DEMANDS
    }
    return any(
        isinstance(each, (ast.With, ast.AsyncWith))
        and any(is_demand(item.context_expr, imported) for item in each.items)
        and any(inner is node for statement in each.body for inner in walk(statement))
        for each in nodes
    )


def is_demand(context: ast.expr, imported: set[str]) -> bool:
    called = context.func if isinstance(context, ast.Call) else context
    if isinstance(called, ast.Attribute):
        return called.attr in DEMANDS
    return isinstance(called, ast.Name) and called.id in imported
