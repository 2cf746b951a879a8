"""Stand-ins: what a file puts in the place of names of other modules, as tests do. Nothing is known of what they do."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from flake8_cb.flow.endings import imported_names
from flake8_cb.flow.scopes import dotted
from flake8_cb.flow.state import State
from flake8_cb.flow.values import NONE, Obj, Symbol, Value
from flake8_cb.project.imports import submodule

#: Functions that are given the dotted name of what is replaced: ``patch("shop.db.Cluster")``.
BY_NAME = frozenset({"patch", "setattr"})

#: Functions that are given its owner and its own name: ``patch.object(db, "Cluster")``.
BY_OWNER = frozenset({"object", "setattr"})


def replaced_names(nodes: Iterable[ast.AST]) -> Iterator[str]:
    """Yield the dotted names that calls among these nodes replace; one may begin with dots, as in imports."""
    nodes = list(nodes)
    calls = [(each, (dotted(each.func) or ("",))[-1]) for each in nodes if isinstance(each, ast.Call) and each.args]
    calls = [(call, name) for call, name in calls if name in BY_NAME | BY_OWNER]
    imported = imported_names(nodes) if calls else {}
    for call, name in calls:
        first, second = (*map(_text, call.args), None)[:2]
        if first is not None and name in BY_NAME:
            yield first
        elif second is not None and name in BY_OWNER:
            top, *rest = dotted(call.args[0]) or ("",)
            module, part = imported.get(top, ("", ""))
            if module:
                yield ".".join([submodule(module, part) if part else module, *rest, second])


def put_stand_in(state: State, module: Obj, path: list[str]) -> None:
    """Replace what a module, or a class in it, has at the end of a path of attributes; what it has not stays so."""
    first, *rest = path
    owner: Value = module
    if first not in state.heap[owner].slots:
        return
    while rest and state.record(inner := state.heap[owner].slots.get(first, NONE)) is not None:
        owner, first, *rest = inner, *rest
    state.put(owner, first, Symbol("stand-in", *path))


def _text(node: ast.AST) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None
