"""Inspecting: the builtin functions that ask for the attributes and the type of an object, or set attributes."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable
from typing import Any

from flake8_cb.flow.domain.natures import builtin_type, is_library_error, is_of_type
from flake8_cb.flow.domain.record import CONTAINERS
from flake8_cb.flow.domain.state import State
from flake8_cb.flow.domain.values import (
    FALSE,
    NONE,
    TRUE,
    Bound,
    Builtin,
    Const,
    Function,
    Obj,
    Symbol,
    Tuple,
    Value,
    leads,
    symbol,
)
from flake8_cb.flow.machine.frames import Arguments, Results
from flake8_cb.flow.machine.machine import Machine
from flake8_cb.sdk.reader import StubClass, StubFunction

#: The kinds of objects whose slots are attributes.
ATTRIBUTED = frozenset({"instance", "module"})


def _getattr(machine: Machine, given: tuple[Value, ...], arguments: Arguments, node: ast.AST, state: State) -> Results:
    if len(given) < 2 or not isinstance(given[1], Const):
        return [(state, symbol(node, "call", Builtin("getattr"), node, *machine.here()))]
    name = str(given[1].value)
    if len(given) == 3:
        has = machine.has_attribute(state, given[0], name)
        if has is False:
            return [(state, given[2])]
        if has is None:
            return [(state, symbol(node, "getattr", given[0], name, given[2]))]
    return machine.attribute(given[0], name, node, state)


def _setattr(machine: Machine, given: tuple[Value, ...], arguments: Arguments, node: ast.AST, state: State) -> Results:
    if len(given) == 3 and isinstance(given[1], Const):
        return [(after, NONE) for after in machine.set_attribute(given[0], str(given[1].value), given[2], node, state)]
    machine.keep_outside(state, given[2:])
    if given:
        forget_data(machine, given[0], node, state, given[1:])
    return [(state, NONE)]


def forget_data(machine: Machine, owner: Value, node: ast.AST, state: State, source: tuple[Value, ...] = ()) -> None:
    """Any attribute of an object may have been set: of those that hold data it is not known any more what.

    ``source`` is what it was set to.
    """
    record = state.record(owner)
    slots = dict(record.slots) if record is not None and record.kind in ATTRIBUTED else {}
    if record is not None and record.kind == "instance" and record.cls is not None:
        for cls in machine.mro(state, record.cls):
            of_class = state.record(cls)
            defaults = of_class.slots.items() if of_class is not None and of_class.kind == "class" else ()
            slots = {name: value for name, value in defaults if isinstance(value, Const)} | slots
    for name, value in overwritten(machine, slots.items(), node, source):
        state.put(owner, name, value)


def overwritten(
    machine: Machine, slots: Iterable[tuple[Any, Value]], node: ast.AST, source: tuple[Value, ...] = ()
) -> list[tuple[Any, Value]]:
    """Return slots any of which may have been given other data from a source, each with what is known of it now."""
    when = (Arguments(source), *machine.here())
    return [(name, value if leads(value) else Symbol("set", node, name, *when)) for name, value in slots]


def _delattr(machine: Machine, given: tuple[Value, ...], arguments: Arguments, node: ast.AST, state: State) -> Results:
    if len(given) == 2 and isinstance(given[1], Const) and state.record(given[0]) is not None:
        state.drop(given[0], str(given[1].value))
    return [(state, NONE)]


def _hasattr(machine: Machine, given: tuple[Value, ...], arguments: Arguments, node: ast.AST, state: State) -> Results:
    if len(given) == 2 and isinstance(given[1], Const):
        has = machine.has_attribute(state, given[0], str(given[1].value))
        if has is not None:
            return [(state, Const.of(has))]
        return [(state, symbol(node, "hasattr", given[0], given[1]))]
    return [(state, symbol(node, "call", Builtin("hasattr"), node, *machine.here()))]


def _vars(machine: Machine, given: tuple[Value, ...], arguments: Arguments, node: ast.AST, state: State) -> Results:
    return [(state, symbol(node, "attribute", given[0], "__dict__"))]


def _bool(machine: Machine, given: tuple[Value, ...], arguments: Arguments, node: ast.AST, state: State) -> Results:
    """A truth that is asked for is the one that a condition asks for."""
    if len(given) != 1:
        return [(state, FALSE)]
    return [(after, TRUE if truth else FALSE) for after, truth in machine.decide(given[0], state)]


def _type(machine: Machine, given: tuple[Value, ...], arguments: Arguments, node: ast.AST, state: State) -> Results:
    cls = machine.class_of(state, given[0])
    return [(state, cls if cls is not None else symbol(node, "pure", "type", *given))]


def _isinstance(
    machine: Machine, given: tuple[Value, ...], arguments: Arguments, node: ast.AST, state: State
) -> Results:
    if len(given) == 2:
        wanted = machine.items(given[1], state) or [given[1]]
        answers = [is_instance(machine, given[0], each, state) for each in wanted]
        if True in answers:
            return [(state, TRUE)]
        return [(state, symbol(node, "isinstance", *given) if None in answers else FALSE)]
    return [(state, symbol(node, "call", Builtin("isinstance"), node, *machine.here()))]


def is_instance(machine: Machine, value: Value, wanted: Value, state: State) -> bool | None:
    """Report whether an object is of a class, or None if that is not known."""
    cls = machine.class_of(state, value)
    order = machine.mro(state, cls) if cls is not None else []
    if wanted in order or is_caught_as(machine, value, wanted, state):
        return True
    # A base that cannot be read may be any class, and may say itself what its instances are, as that of an enumeration.
    bases = [*order, *(machine.mro(state, wanted) if isinstance(wanted, Obj) else ())]
    if any(isinstance(each, (Symbol, Builtin)) and each != Builtin("object") for each in bases):
        return None
    if (given := builtin_type(value)) is not None:
        return is_of_type(given, wanted)
    record = state.record(value)
    if record is not None and record.kind in CONTAINERS and is_library_error(wanted):
        return False
    if record is not None and record.kind in CONTAINERS:  # a list may be a deque as well
        known = {"str", "bytes", "int", "float", "bool", *({"list", "tuple"} if record.kind == "dict" else {"dict"})}
        return False if isinstance(wanted, Builtin) and wanted.name in known else None
    is_told = bool(order) and isinstance(wanted, (Builtin, Obj)) and wanted != Builtin("object")
    return False if is_told else None


def is_caught_as(machine: Machine, value: Value, wanted: Value, state: State) -> bool:
    """Report whether a value is the error of a handler that catches those of a class alone."""
    handler = value.key[1] if isinstance(value, Symbol) and value.key[0] == "exception" else None
    if not isinstance(handler, ast.ExceptHandler) or handler.type is None:
        return False
    kinds = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return all(machine.named_class(kind, state) == wanted for kind in kinds)


def _callable(machine: Machine, given: tuple[Value, ...], arguments: Arguments, node: ast.AST, state: State) -> Results:
    if given and isinstance(given[0], (Function, Bound, StubFunction, StubClass)):
        return [(state, TRUE)]
    if given and (isinstance(given[0], (Const, Tuple)) or isinstance(machine.class_of(state, given[0]), StubClass)):
        return [(state, FALSE)]
    return [(state, symbol(node, "pure", "callable", *given))]


#: The functions, by their names.
INSPECTING: dict[str, Callable[..., Results]] = {
    "getattr": _getattr, "setattr": _setattr, "object.__setattr__": _setattr, "delattr": _delattr, "hasattr": _hasattr,
    "vars": _vars, "bool": _bool, "type": _type, "isinstance": _isinstance, "callable": _callable,
}  # fmt: skip
