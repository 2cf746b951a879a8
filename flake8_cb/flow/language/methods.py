"""The methods of texts and of the builtin containers."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable

from flake8_cb.flow.domain.keys import keys, lacks, pairs
from flake8_cb.flow.domain.record import CONTAINERS
from flake8_cb.flow.domain.state import State
from flake8_cb.flow.domain.texts import LONGEST_TEXT, formatted, text
from flake8_cb.flow.domain.values import NONE, Const, Obj, Symbol, Tuple, Value, symbol
from flake8_cb.flow.language.inspecting import overwritten
from flake8_cb.flow.language.readers import in_order
from flake8_cb.flow.language.sets import SET_METHODS
from flake8_cb.flow.machine.frames import Arguments, Results
from flake8_cb.flow.machine.machine import Machine

#: Methods that take something out of a collection.
SHRINKING = frozenset({"clear", "difference_update", "discard", "pop", "popitem", "popleft", "remove"})


def call_method(
    machine: Machine, name: str, subject: Value, arguments: Arguments, node: ast.AST, state: State
) -> Results:
    """Call a method of a builtin container or constant."""
    kind, _, method = name.partition(".")
    given = arguments.positional
    if isinstance(subject, (Const, Tuple)):
        return [(state, _constant_method(machine, method, subject, arguments, node, state))]
    handler = _METHODS.get(method)
    if handler is None or not isinstance(subject, Obj):
        return [(state, symbol(node, "call", Symbol("method", kind, method), node, *machine.here()))]
    if method in SHRINKING:
        state.facts.pop(subject, None)  # it may hold nothing any more
    result = handler(machine, subject, given, node, state)
    if method == "update":
        for keyword, value in arguments.keywords:
            state.put(subject, Const.of(keyword), value)
            machine.pool(state, subject, value)
    return [(state, result)]


def _constant_method(
    machine: Machine, method: str, subject: Const | Tuple, arguments: Arguments, node: ast.AST, state: State
) -> Value:
    given = arguments.positional
    if isinstance(subject, Const) and isinstance(subject.value, str):
        made = _text_method(machine, method, subject.value, arguments, node, state)
        if made is not None:
            return made
    if not arguments.exact:
        return symbol(node, "call", Symbol("method", method), node, *machine.here())
    return symbol(node, "pure", method, subject, *given, *arguments.keywords)


def _text_method(
    machine: Machine, method: str, subject: str, arguments: Arguments, node: ast.AST, state: State
) -> Value | None:
    """Return what a method of a constant string gives, as far as it is known; None if it is not."""
    given, named = arguments.positional, dict(arguments.keywords)

    def argument(key: int | str) -> Value | None:
        """Return what a format puts in a place; what ``*args`` and ``**kwargs`` hide differs from call to call."""
        if isinstance(key, str) and key in named:
            return named[key]
        if isinstance(key, int) and key < len(given) and arguments.exact:
            return given[key]
        return None if arguments.exact else symbol(node, "call", Symbol("argument", key), node, *machine.here())

    if method == "format":
        return formatted(node, subject, argument)
    if method == "join" and given:
        items = machine.items(given[0], state)
        if items is None:
            return None
        between: list[Value] = [Const.of(subject)] * max(2 * len(items) - 1, 0)
        between[::2] = items
        return text(node, between)
    if method in ("startswith", "endswith") and len(given) == 1 and isinstance(given[0], Const):
        wanted = given[0].value
        return Const.of(getattr(subject, method)(wanted)) if isinstance(wanted, str) else None
    if method in ("strip", "lstrip", "rstrip", "lower", "upper", "replace", "removeprefix", "removesuffix"):
        plain = [each.value for each in given if isinstance(each, Const)]
        if len(plain) == len(given) and not named and arguments.exact and not is_too_long(subject, plain):
            try:
                return Const.of(getattr(subject, method)(*plain))
            except (TypeError, ValueError):
                return None
    return None


def is_too_long(subject: str, values: list[object]) -> bool:
    """Report whether a text may grow beyond what is worth computing."""
    lengths = [len(each) for each in values if isinstance(each, str)]
    return (len(subject) + 1) * (max(lengths, default=0) + 1) > 16 * LONGEST_TEXT


def _append(machine: Machine, subject: Obj, given: tuple[Value, ...], node: ast.AST, state: State) -> Value:
    record = state.edit(subject)
    record.grown |= bool(machine.frame.loops)
    for value in given[-1:]:
        machine.note_given_back(state, value, node)
        state.put(subject, record.next_place(), value)
        machine.pool(state, subject, value)
    return NONE


def refill(state: State, subject: Value, items: Iterable[Value]) -> None:
    """Give a list these items, in this order."""
    items = list(items)
    for key in list(state.heap[subject].slots):
        state.drop(subject, key)
    for place, item in enumerate(items):
        state.put(subject, place, item)


def _insert(machine: Machine, subject: Obj, given: tuple[Value, ...], node: ast.AST, state: State) -> Value:
    place = given[0].value if len(given) == 2 and isinstance(given[0], Const) else None
    if not isinstance(place, int):
        state.edit(subject).exact = False
        return _append(machine, subject, given, node, state)
    items = list(state.heap[subject].slots.values())
    items.insert(place, given[1])
    _append(machine, subject, given, node, state)
    refill(state, subject, items)
    return NONE


def _appendleft(machine: Machine, subject: Obj, given: tuple[Value, ...], node: ast.AST, state: State) -> Value:
    return _insert(machine, subject, (Const.of(0), *given), node, state)


def _popleft(machine: Machine, subject: Obj, given: tuple[Value, ...], node: ast.AST, state: State) -> Value:
    return _pop(machine, subject, (Const.of(0),), node, state)


def _reverse(machine: Machine, subject: Obj, given: tuple[Value, ...], node: ast.AST, state: State) -> Value:
    refill(state, subject, reversed(list(state.heap[subject].slots.values())))
    return NONE


def _sort(machine: Machine, subject: Obj, given: tuple[Value, ...], node: ast.AST, state: State) -> Value:
    items = list(state.heap[subject].slots.values())
    keywords = node.keywords if isinstance(node, ast.Call) else []
    in_turn = in_order(items, {each.arg or "": Symbol("keyword", each) for each in keywords})
    refill(state, subject, in_turn or ())  # what stands first now, may not be known
    state.edit(subject).exact &= in_turn is not None
    return NONE


def _extend(machine: Machine, subject: Obj, given: tuple[Value, ...], node: ast.AST, state: State) -> Value:
    items = machine.items(given[0], state) if given else None
    if items is None:
        state.edit(subject).exact = False
    elif (added := state.record(given[0])) is not None and added.grown:
        state.edit(subject).grown = True
    for item in items or ():
        _append(machine, subject, (item,), node, state)
    return NONE


def _pop(machine: Machine, subject: Obj, given: tuple[Value, ...], node: ast.AST, state: State) -> Value:
    record = state.heap[subject]
    keys = list(record.slots)
    key: object = keys[-1] if keys and not given else given[0] if given else None
    if record.kind == "list" and given:
        place = given[0].value if isinstance(given[0], Const) else None
        key = keys[place] if isinstance(place, int) and -len(keys) <= place < len(keys) else None
    if key in record.slots:
        value = record.slots[key]
        with machine.holding([value]):
            state.drop(subject, key)
        take(state, value)
        return value
    if len(given) == 2 and lacks(record, given[0]):
        return given[1]
    return symbol(node, "call", Symbol("pop"), node, *machine.here())


def _popitem(machine: Machine, subject: Obj, given: tuple[Value, ...], node: ast.AST, state: State) -> Value:
    record = state.heap[subject]
    keys = list(record.slots)
    takes_first = isinstance(node, ast.Call) and any(each.arg == "last" for each in node.keywords)
    if not keys or (takes_first and record.grown):  # of many the first is none that is known
        return symbol(node, "call", Symbol("pop"), node, *machine.here())
    value = state.heap[subject].slots[keys[-1]]
    state.drop(subject, keys[-1])
    take(state, value)
    return Tuple((keys[-1], value))


def take(state: State, value: Value) -> None:
    """A thread takes something out of a collection: no other one gets it."""
    if state.thread is not None:
        for key in state.held_connections(value):
            state.hold(key)


def _clear(machine: Machine, subject: Obj, given: tuple[Value, ...], node: ast.AST, state: State) -> Value:
    for key in list(state.heap[subject].slots):
        state.drop(subject, key)
    state.edit(subject).exact = True
    return NONE


def _remove(machine: Machine, subject: Obj, given: tuple[Value, ...], node: ast.AST, state: State) -> Value:
    record = state.heap[subject]
    for key, value in list(record.slots.items()):
        if given and value == given[0]:
            state.drop(subject, key)
            break
    return NONE


def _get(machine: Machine, subject: Obj, given: tuple[Value, ...], node: ast.AST, state: State) -> Value:
    record = state.heap[subject]
    if given and given[0] in record.slots:
        return record.slots[given[0]]
    if given and record.kind == "dict" and lacks(record, given[0]):
        return given[1] if len(given) > 1 else NONE
    machine.note_table(record, node)
    return symbol(node, "item", subject, *given, len(record.slots))


def _setdefault(machine: Machine, subject: Obj, given: tuple[Value, ...], node: ast.AST, state: State) -> Value:
    if len(given) != 2 or given[0] in state.heap[subject].slots:
        return _get(machine, subject, given, node, state)
    state.put(subject, given[0], given[1])
    machine.pool(state, subject, given[1])
    return given[1]


def _update(machine: Machine, subject: Obj, given: tuple[Value, ...], node: ast.AST, state: State) -> Value:
    if not given:
        return NONE
    record, other = state.edit(subject), state.record(given[0])
    if other is None and not isinstance(given[0], Tuple):  # any of what it holds may be another one now
        for key, value in overwritten(machine, record.slots.items(), node, given):
            state.put(subject, key, value)
        record.exact = False
        return NONE
    added = given[0].items if isinstance(given[0], Tuple) else keys(other)
    if record.kind != "dict":
        for value in added:
            _append(machine, subject, (value,), node, state)
    else:
        rows = list(other.slots.items()) if other is not None and other.kind == "dict" else pairs(added)
        for key, value in rows:
            state.put(subject, key, value)
            machine.pool(state, subject, value)
        record.exact &= len(rows) == len(added)
    record.exact &= other is None or (other.kind in CONTAINERS and other.exact)
    return NONE


def _values(machine: Machine, subject: Obj, given: tuple[Value, ...], node: ast.AST, state: State) -> Value:
    record = state.heap[subject]
    return machine.container(state, "list", enumerate(record.slots.values()), node, exact=record.exact)


def _keys(machine: Machine, subject: Obj, given: tuple[Value, ...], node: ast.AST, state: State) -> Value:
    record = state.heap[subject]
    return machine.container(state, "list", enumerate(record.slots), node, exact=record.exact)


def _items(machine: Machine, subject: Obj, given: tuple[Value, ...], node: ast.AST, state: State) -> Value:
    record = state.heap[subject]
    rows = [(place, Tuple(pair)) for place, pair in enumerate(record.slots.items())]
    return machine.container(state, "list", rows, node, exact=record.exact)


def _copy(machine: Machine, subject: Obj, given: tuple[Value, ...], node: ast.AST, state: State) -> Value:
    record = state.heap[subject]
    return machine.container(state, record.kind, list(record.slots.items()), node, exact=record.exact)


_METHODS: dict[str, Callable[[Machine, Obj, tuple[Value, ...], ast.AST, State], Value]] = {
    "append": _append, "add": _append, "insert": _insert, "appendleft": _appendleft, "extend": _extend, "pop": _pop,
    "popleft": _popleft, "reverse": _reverse, "sort": _sort, "popitem": _popitem, "clear": _clear,
    "remove": _remove, "discard": _remove, "get": _get,
    "setdefault": _setdefault, "update": _update, "values": _values, "keys": _keys, "items": _items, "copy": _copy,
    **SET_METHODS,
}  # fmt: skip
