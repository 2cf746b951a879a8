"""Builtin functions: what they do with the values that they are given."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Callable

from flake8_cb.flow.domain.counting import number
from flake8_cb.flow.domain.record import CONTAINERS
from flake8_cb.flow.domain.state import State
from flake8_cb.flow.domain.texts import text
from flake8_cb.flow.domain.values import NONE, Builtin, Const, Obj, Symbol, Tuple, Value, symbol
from flake8_cb.flow.language.inspecting import INSPECTING
from flake8_cb.flow.language.readers import READING
from flake8_cb.flow.machine.frames import NO_ARGUMENTS, Arguments, Results
from flake8_cb.flow.machine.machine import Machine

#: Every name that Python itself binds.
BUILTIN_NAMES = frozenset(dir(builtins))

#: Functions that tell something of what they are given, and do nothing with it.
_TELLING = frozenset({"str", "int", "float", "repr", "len", "abs", "type", "id", "hash", "bytes"})

#: What classes of constants make of nothing.
_EMPTY: dict[str, object] = {"bool": False, "bytes": b"", "float": 0.0, "int": 0, "str": ""}

#: Functions of numbers.
_COUNTING: dict[str, Callable[..., float]] = {"abs": abs, "max": max, "min": min}


def _computed(name: str, arguments: Arguments) -> Const | None:
    """Return what a function makes of known numbers."""
    numbers = [each for each in map(number, arguments.positional) if each is not None]
    if len(numbers) < len(arguments.values()) or not arguments.exact:
        return None
    try:
        return Const.of(_COUNTING[name](*numbers))
    except TypeError:  # it does not take so many
        return None


def _length(machine: Machine, value: Value, node: ast.AST, state: State) -> Value | None:
    """Return how long a text or a collection is, as far as it is known; None for anything else."""
    if isinstance(value, Const) and isinstance(value.value, str):
        return Const.of(len(value.value))
    record = state.record(value)
    if (count := machine.count(value, state)) is not None:
        return symbol(node, "length", value, count) if record is not None and record.grown else Const.of(count)
    if record is not None and record.kind in CONTAINERS:
        return symbol(node, "size", value, node, *machine.here())
    return None


def _print(machine: Machine, given: tuple[Value, ...], arguments: Arguments, node: ast.AST, state: State) -> Results:
    return [(state, NONE)]


_FUNCTIONS: dict[str, Callable[..., Results]] = {**READING, **INSPECTING, "print": _print}


def call_builtin(machine: Machine, name: str, arguments: Arguments, node: ast.AST, state: State) -> Results:
    """Call a builtin function or class. None of them keeps what it is given."""
    given = arguments.positional
    if name in _COUNTING and (computed := _computed(name, arguments)) is not None:
        return [(state, computed)]
    if name in _FUNCTIONS and given and arguments.exact:
        return _FUNCTIONS[name](machine, given, arguments, node, state)
    if name in ("list", "dict", "set") and not given:
        items = [(Const.of(key), value) for key, value in arguments.keywords]
        return [(state, machine.container(state, name, items, node))]
    if name == "tuple" and not given:
        return [(state, Tuple(()))]
    if name in _EMPTY and arguments == NO_ARGUMENTS:
        return [(state, Const.of(_EMPTY[name]))]
    if name == "globals":
        return [(state, symbol(node, "attribute", state.module_of(machine.frame.scope), "__dict__"))]
    if name in ("exit", "quit"):
        machine.throw(state, Builtin("SystemExit"))
        return []
    if name == "len" and given and (length := _length(machine, given[0], node, state)) is not None:
        return [(state, length)]
    if any(isinstance(each, Obj) for each in given):
        if name not in _TELLING:
            machine.hand_on(given, state)
        return [(state, machine.result_of_unknown(Builtin(name), arguments, node))]
    if name in _TELLING:
        if name == "str" and len(given) == 1 and not arguments.keywords:
            return [(state, text(node, given))]
        return [(state, symbol(node, "pure", name, *given))]
    if name == "object":
        return [(state, Symbol("call", Builtin(name), node, *machine.here()))]
    if isinstance(getattr(builtins, name, None), type) and issubclass(getattr(builtins, name), BaseException):
        return [(state, Symbol("exception", name))]
    machine.hand_on(given, state)
    return [(state, machine.result_of_unknown(Builtin(name), arguments, node))]
