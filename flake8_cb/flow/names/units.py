"""The statements of a module taken apart: the names that each uses, binds and may change."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from flake8_cb.trees import LOGGING_METHODS, children, last_name

#: Methods of Python's own objects that keep what they are given. Those of the project tell by their parameters.
FILLING = frozenset(
    {
        "__setattr__",
        "__setitem__",
        "add",
        "append",
        "appendleft",
        "callback",
        "enter_async_context",
        "enter_context",
        "extend",
        "extendleft",
        "insert",
        "push",
        "push_async_callback",
        "push_async_exit",
        "put",
        "put_nowait",
        "set",
        "setdefault",
        "update",
    }
)

#: Methods that take something out of a collection or a queue.
TAKING = frozenset({"acquire", "get", "get_nowait", "pop", "popleft"})

#: Methods that change a collection or a queue.
CHANGING = FILLING | {"clear", "discard", "get_nowait", "pop", "popitem", "popleft", "remove"}

#: Names that stand in every method and say nothing.
EVERYWHERE = frozenset({"self", "cls"})

DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)

_LEAVING = (ast.Return, ast.Raise, ast.Break, ast.Continue, ast.Assert)

#: Functions and methods that only show what they get.
_SHOWING = LOGGING_METHODS | {"pprint", "print"}

_BLOCKS = ("body", "orelse", "finalbody", "handlers", "cases")


@dataclass(eq=False)
class Unit:
    """A simple statement, or the head of a compound one, with the names that it uses and binds."""

    node: ast.AST
    uses: set[str] = field(default_factory=set)
    binds: set[str] = field(default_factory=set)
    attributes: set[str] = field(default_factory=set)  # those of the bound names that others see
    calls: list[ast.Call] = field(default_factory=list)
    fills: list[tuple[str, set[str]]] = field(default_factory=list)  # objects that may keep those names
    changes: set[str] = field(default_factory=set)  # attributes and names whose collections it changes
    owners: tuple[str, ...] = ()  # the functions and classes around it
    above: tuple[ast.AST, ...] = ()  # the compound statements around it, within its function
    leaves: bool = False
    deferred: bool = False  # it stands in a function: the import of the module does not execute it


def units_of(tree: ast.Module) -> Iterator[Unit]:
    todo: list[tuple[ast.AST, tuple[str, ...], tuple[ast.AST, ...], bool]] = [
        (each, (), (), False) for each in reversed(tree.body)
    ]
    while todo:
        node, owners, above, deferred = todo.pop()
        unit = Unit(node, owners=owners, above=above, leaves=isinstance(node, _LEAVING), deferred=deferred)
        inside: list[ast.AST] = []
        heads: list[ast.AST] = []
        for name, value in ast.iter_fields(node):
            values = value if isinstance(value, list) else [value]
            (inside if name in _BLOCKS and isinstance(value, list) else heads).extend(
                each for each in values if isinstance(each, ast.AST)
            )
        _read(heads, unit)
        if isinstance(node, ast.Expr) and isinstance(call := node.value, ast.Call):
            if last_name(call.func) not in _SHOWING:  # it is there for what it does to what it gets
                unit.fills += [(each.id, set()) for each in (call.func, *call.args) if isinstance(each, ast.Name)]
        if isinstance(node, DEFINITIONS):
            unit.binds.add(node.name)
            owners, above = (*owners, node.name), ()
            deferred |= not isinstance(node, ast.ClassDef)
        elif inside:
            above = (*above, node)
        if isinstance(node, ast.ExceptHandler) and node.name:
            unit.binds.add(node.name)
        for match in unit.above[-1:]:
            if isinstance(match, ast.Match):  # an arm names parts of the subject
                unit.uses |= names_in(match.subject)
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            unit.binds.update(alias.asname or alias.name.partition(".")[0] for alias in node.names)
        unit.binds.discard("")  # what is no name
        todo += [(each, owners, above, deferred) for each in reversed(inside)]
        yield unit


def _read(nodes: Iterable[ast.AST], unit: Unit) -> None:
    todo = list(nodes)
    while todo:
        node = todo.pop()
        if isinstance(node, ast.Name):
            (unit.uses if isinstance(node.ctx, ast.Load) else unit.binds).add(node.id)
        elif isinstance(node, ast.Attribute):
            if isinstance(node.ctx, ast.Load):
                unit.uses.add(node.attr)
            else:
                unit.binds.add(node.attr)
                unit.attributes.add(node.attr)
        elif isinstance(node, ast.Subscript) and not isinstance(node.ctx, ast.Load):
            holder = node.value
            if isinstance(holder, ast.Call) and getattr(holder.func, "id", "") == "vars" and holder.args:
                holder = holder.args[0]
            unit.binds.add(last_name(holder))
            unit.changes.add(last_name(holder))
        elif isinstance(node, ast.Call):
            unit.calls.append(node)
            # A method may change the object that it is called on.
            if isinstance(node.func, ast.Attribute) and (name := _holder(node.func.value)):
                kept = given_to(node) if node.func.attr in FILLING else []
                unit.fills.append((name, {each for one in kept for each in names_in(one)}))
                if node.func.attr in CHANGING:
                    unit.changes.add(name)
            elif isinstance(node.func, ast.Name) and node.func.id == "next" and node.args:
                unit.fills.append((last_name(node.args[0]), set()))  # it takes an item out
            elif isinstance(node.func, ast.Name) and node.func.id == "setattr" and node.args:
                unit.fills.append((last_name(node.args[0]), {each for one in node.args[1:] for each in names_in(one)}))
        elif isinstance(node, (ast.MatchAs, ast.MatchStar)) and node.name:
            unit.binds.add(node.name)
        elif isinstance(node, ast.MatchMapping) and node.rest:
            unit.binds.add(node.rest)
        elif isinstance(node, ast.MatchClass):
            unit.uses.update(node.kwd_attrs)
        elif isinstance(node, (ast.Yield, ast.YieldFrom)):
            unit.leaves = True
        elif isinstance(node, ast.arg) and isinstance(node.annotation, ast.Constant):
            unit.uses.update(re.findall(r"\w+", str(node.annotation.value)))  # in quotes
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.isidentifier():
            unit.uses.add(node.value)  # getattr()
        todo += children(node)


def _holder(node: ast.AST) -> str:
    """Return the name of an object, or of the collection in which it stands."""
    while isinstance(node, ast.Subscript):
        node = node.value
    return last_name(node)


def names_in(node: ast.AST) -> set[str]:
    unit = Unit(node)
    _read([node], unit)
    return unit.uses


def called_by(node: ast.AST) -> set[str]:
    """Return the names in what a call calls: of a function or method, of its object or of the table that it is in."""
    found: set[str] = set()
    while isinstance(node, (ast.Attribute, ast.Subscript)):
        if isinstance(node, ast.Attribute):
            found.add(node.attr)
        node = node.value
    return found | {node.id} if isinstance(node, ast.Name) else found


def given_to(call: ast.Call) -> list[ast.expr]:
    """Return the arguments of a call."""
    return [*call.args, *(keyword.value for keyword in call.keywords)]


def attribute_targets(node: ast.AST) -> list[ast.Attribute]:
    """Return the attributes that a statement assigns to."""
    targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
    return [each for each in targets if isinstance(each, ast.Attribute)]
