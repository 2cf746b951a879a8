"""Stand-ins: what a file puts in the place of names of other modules, as tests do. Nothing is known of what they do."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from flake8_cb.flow.domain.state import State
from flake8_cb.flow.domain.values import NONE, Obj, Symbol, Value
from flake8_cb.flow.names.endings import imported_names
from flake8_cb.flow.names.scopes import dotted
from flake8_cb.project.imports import submodule

#: Functions that are given the dotted name of what is replaced: ``patch("shop.db.Cluster")``.
BY_NAME = frozenset({"patch", "setattr"})

#: Functions that are given its owner and its own name: ``patch.object(db, "Cluster")``.
BY_OWNER = frozenset({"object", "setattr"})

#: Functions that are given a mapping and what it is to hold: ``patch.dict(sys.modules, {"couchbase": fake})``.
IN_MAPPING = frozenset({"dict", "setdefault", "setitem", "update"})

#: Where Python keeps the modules that were imported, as it is said in code and in texts.
_MODULES = "sys.modules"


def replaced_names(nodes: Iterable[ast.AST], own: str) -> Iterator[str]:
    """Yield the dotted names that calls among these nodes replace; one may begin with dots, as in imports.

    ``own`` is the name of the module that they stand in.
    """
    nodes = list(nodes)
    calls = [(each, (dotted(each.func) or ("",))[-1]) for each in nodes if isinstance(each, ast.Call) and each.args]
    calls = [(call, name) for call, name in calls if name in BY_NAME | BY_OWNER]
    imported = imported_names(nodes) if calls else {}
    for call, name in calls:
        first, second = (*(_text(each, own) for each in call.args), None)[:2]
        if first is not None and name in BY_NAME:
            yield first
        elif second is not None and name in BY_OWNER:
            owner = _imported_as(call.args[0], imported)
            if owner:
                yield f"{owner}.{second}"
            elif _is_itself(call.args[0], imported):
                yield f"{own}.{second}"


def replaced_modules(nodes: Iterable[ast.AST]) -> Iterator[str]:
    """Yield the names of the modules that these nodes put something else in the place of, in ``sys.modules``."""
    nodes = list(nodes)
    imported = imported_names(nodes)
    for node in nodes:
        if isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Subscript) and _imported_as(target.value, imported) == _MODULES:
                    yield _text(target.slice) or ""
        elif isinstance(node, ast.Call) and node.args and (dotted(node.func) or ("",))[-1] in IN_MAPPING:
            owner = node.func.value if isinstance(node.func, ast.Attribute) else node.args[0]
            owners = (_imported_as(owner, imported), _imported_as(node.args[0], imported), _text(node.args[0]))
            if _MODULES in owners:
                for each in node.args:
                    yield from (_text(key) or "" for key in (each.keys if isinstance(each, ast.Dict) else [each]))


def put_stand_in(state: State, module: Obj, path: list[str]) -> None:
    """Replace what a module, or a class in it, has at the end of a path of attributes; what it has not stays so."""
    first, *rest = path
    owner: Value = module
    if first not in state.heap[owner].slots:
        return
    while rest and state.record(inner := state.heap[owner].slots.get(first, NONE)) is not None:
        owner, first, *rest = inner, *rest
    state.put(owner, first, Symbol("stand-in", *path))


def _text(node: ast.AST | None, own: str = "") -> str | None:
    """Return a constant text, which may begin with the name of the module that it stands in."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else None
    parts = [node.left, node.right] if isinstance(node, ast.BinOp) else getattr(node, "values", [])
    first, second = (*parts, None, None)[:2]
    first = first.value if isinstance(first, ast.FormattedValue) else first
    rest = _text(second) if own and isinstance(first, ast.Name) and first.id == "__name__" else None
    return f"{own}{rest}" if rest is not None else None


def _imported_as(node: ast.AST, imported: dict[str, tuple[str, str]]) -> str:
    """Return the dotted name that an expression stands for by the imports of its file, or ""."""
    parts = dotted(node)
    for length in range(len(parts), 0, -1):
        module, name = imported.get(".".join(parts[:length]), ("", ""))
        if module:
            return ".".join([submodule(module, name) if name else module, *parts[length:]])
    return ""


def _is_itself(node: ast.AST, imported: dict[str, tuple[str, str]]) -> bool:
    """Report whether a module asks for itself: ``sys.modules[__name__]``."""
    if not (isinstance(node, ast.Subscript) and _imported_as(node.value, imported) == _MODULES):
        return False
    return isinstance(node.slice, ast.Name) and node.slice.id == "__name__"
