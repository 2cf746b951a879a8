"""Readers: the builtin functions that go through what they are given, or make a collection of it."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any

from flake8_cb.flow.domain.keys import pairs
from flake8_cb.flow.domain.natures import repeated
from flake8_cb.flow.domain.record import CONTAINERS, RESULT, Record
from flake8_cb.flow.domain.state import State
from flake8_cb.flow.domain.values import (
    FALSE,
    NONE,
    TRUE,
    Builtin,
    Const,
    Obj,
    Partial,
    Symbol,
    Tuple,
    Value,
    is_none,
    leads,
    symbol,
)
from flake8_cb.flow.machine.frames import Arguments, Results
from flake8_cb.flow.machine.machine import Machine

#: Types whose values are made from an item sequence, by the kind of their record.
_SEQUENCES = {"list": "list", "set": "set", "frozenset": "set", "sorted": "list", "reversed": "list"}

#: Functions that read all rows of what they are given.
READERS = frozenset({"list", "tuple", "set", "frozenset", "sorted", "sum", "min", "max", "dict", "reversed"})

#: Builtin functions that may stop reading, or read for themselves.
LAZY_READERS = frozenset({"any", "all", "next", "iter", "aiter", "anext"}) | READERS

#: Numbers of a range that are told apart.
MOST_NUMBERS = 4


def _sequence(name: str) -> Callable[..., Results]:
    def make(machine: Machine, given: tuple[Value, ...], arguments: Arguments, node: ast.AST, state: State) -> Results:
        results = []
        for after, items in machine.read_all(given[0], node, with_keys(machine, given[0], arguments, node, state)):
            kind = _SEQUENCES.get(name, name)
            if name == "reversed" and items is not None:
                items = items[::-1]
            elif name == "sorted" and items is not None and len(items) > 1:
                in_turn = in_order(items, dict(arguments.keywords))
                kind = "list" if in_turn is not None else "set"  # the order is all that is not known
                items = in_turn or items
            if name == "tuple":
                made: Value = Tuple(tuple(items)) if items is not None else symbol(node, "pure", name, given[0])
            else:
                made = machine.collection(after, kind, items or (), node, exact=items is not None)
                after.heap[made].grown |= (source := after.record(given[0])) is not None and source.grown
            results.append((after, made))
        return results

    return make


def in_order(items: list[Value], told: dict[str, Value]) -> list[Value] | None:
    """Return items in the order in which ``sorted`` puts them; None where that is not known of plain data."""
    if any(map(leads, items)):
        return items  # what is done with one of them, is done with each
    if not any(isinstance(each, (Const, Tuple)) for each in items):
        return items  # of things unknown any may be the first
    reverse = told.get("reverse", FALSE)
    plain = [each for each in items if isinstance(each, Const)]
    kinds = {type(each.value) for each in plain}
    is_ordered = len(plain) == len(items) and (kinds <= {str} or kinds <= {int, float})
    if not is_ordered or told.get("key", NONE) != NONE or reverse not in (TRUE, FALSE):
        return None
    return [*sorted(plain, key=_value, reverse=reverse == TRUE)]


def _value(constant: Const) -> Any:
    return constant.value


def _read(machine: Machine, given: tuple[Value, ...], arguments: Arguments, node: ast.AST, state: State) -> Results:
    """Functions that read all items and give a plain value."""
    machine.hand_on(given, state)
    function = symbol(node, "call", Symbol("reader"), node, *machine.here())
    return [
        (after, function)
        for after, _ in machine.read_all(given[0], node, with_keys(machine, given[0], arguments, node, state))
    ]


def with_keys(machine: Machine, source: Value, arguments: Arguments, node: ast.AST, state: State) -> State:
    """``key=`` is called for each item."""
    key = dict(arguments.keywords).get("key")
    if key is None or key == NONE:
        return state
    states = call_for_each(machine, key, source, node, state, lambda after, *_: [after])
    return states[0] if states else state


def _some(machine: Machine, given: tuple[Value, ...], arguments: Arguments, node: ast.AST, state: State) -> Results:
    """``any`` and ``all`` may stop before the last item."""
    decisive = isinstance(node, ast.Call) and getattr(node.func, "id", "") == "any"
    found: Results = []

    def take(after: State, value: Value) -> list[State]:
        going_on = []
        for decided, truth in machine.decide(value, after):
            if truth is decisive:
                found.append((decided, Const.of(decisive)))
            else:
                going_on.append(decided)
        return machine.thin(going_on)

    ended = machine.consume(given[0], take, node, state)
    result = symbol(node, "call", Symbol("reader"), node, *machine.here())
    if ended is not None:
        site = given[0].site if isinstance(given[0], Obj) else None
        is_cut = isinstance(site, ast.GeneratorExp) and machine.is_cut(site)
        return [*found, *((after, result if is_cut else Const.of(not decisive)) for after in ended)]
    for after, _ in machine.read_all(given[0], node, state.copy()):
        found.append((after, result))
    record = state.record(given[0])
    if record is not None and record.kind == RESULT and machine.read(state, given[0], node, "iteration"):
        found.append((state, result))
    return found


def _enumerate(
    machine: Machine, given: tuple[Value, ...], arguments: Arguments, node: ast.AST, state: State
) -> Results:
    items = machine.items(given[0], state)
    start = given[1] if len(given) > 1 else dict(arguments.keywords).get("start", Const.of(0))
    if items is None or ((record := state.record(given[0])) is not None and record.kind == "completed"):
        return [(state, symbol(node, "enumerated", given[0], start) if isinstance(given[0], Symbol) else given[0])]
    first = start.value if isinstance(start, Const) and isinstance(start.value, int) else None
    numbers = [
        symbol(node, "number", start, place) if first is None else Const.of(first + place)
        for place in range(len(items))
    ]
    rows = [(place, Tuple(pair)) for place, pair in enumerate(zip(numbers, items, strict=True))]
    return [(state, machine.container(state, "list", rows, node))]


def _zip(machine: Machine, given: tuple[Value, ...], arguments: Arguments, node: ast.AST, state: State) -> Results:
    for each in given:
        record = state.record(each)
        if record is not None and record.kind == RESULT:
            return [(state, each)]
        if record is not None and record.cls is not None and machine.start_iteration(each, node, state) is None:
            return []
    lists = [machine.items(each, state) for each in given]
    known = [each for each in lists if each is not None]
    if not known:
        return [(state, symbol(node, "pure", "zip", *given))]
    length = min(len(each) for each in known)
    rows = []
    for place in range(length):
        row = [
            each[place] if each is not None else repeated(of) or symbol(node, "item", of, place)
            for each, of in zip(lists, given, strict=True)
        ]
        rows.append((place, Tuple(tuple(row))))
    return [(state, machine.container(state, "list", rows, node))]


def _iter(machine: Machine, given: tuple[Value, ...], arguments: Arguments, node: ast.AST, state: State) -> Results:
    if len(given) == 2:  # a function is called until it gives the second value
        return [
            (after, symbol(node, "call", Builtin("iter"), node, *machine.here()))
            for after, _ in machine.call(given[0], Arguments(), node, state)
        ]
    record = state.record(given[0])
    if isinstance(given[0], Tuple) or (record is not None and record.kind in CONTAINERS):
        items = machine.items(given[0], state)
        made = machine.container(state, "list", enumerate(items or ()), node, exact=items is not None)
        state.heap[made].grown = record is not None and (record.grown or record.kind == "set")
        return [(state, made)]
    return [(state, given[0])]


def _next(machine: Machine, given: tuple[Value, ...], arguments: Arguments, node: ast.AST, state: State) -> Results:
    record = state.record(given[0])
    if record is not None and record.kind == RESULT:
        return _next_row(machine, given, node, state)
    first: Results = []
    before = set(state.pending)

    def take(after: State, value: Value) -> list[State]:
        if given[0] in after.heap:  # what it has begun, it goes on with when it is read on
            after.put(given[0], "begun", Tuple(tuple(key for key in after.pending if key not in before)))
        first.append((after, value))
        return []

    start = state.copy()
    ended = machine.consume(given[0], take, node, state)
    if ended is not None:  # one that gives something now may have given all another time
        return first + used_up(machine, given, node, ended or ([start] if len(given) == 1 else []))
    items = machine.items(given[0], state)
    record = state.record(given[0])
    if items is None or record is None or record.kind != "list" or record.grown:
        return [(state, machine.result_of_unknown(Symbol("next"), arguments, node))]
    if items:  # a list that can be asked for its next item is an iterator
        with machine.holding(items[:1]):
            state.drop(given[0], next(iter(record.slots)))
        return [(state, items[0])]
    return used_up(machine, given, node, [state])


def used_up(machine: Machine, given: tuple[Value, ...], node: ast.AST, states: list[State]) -> Results:
    """There is no further item: that is told by an exception, or by what was given for it."""
    is_async = isinstance(node, ast.Call) and getattr(node.func, "id", "") == "anext"
    for each in states:
        machine.end_iteration(each, given[0], node)
        if len(given) == 1:
            machine.throw(each, Builtin("StopAsyncIteration" if is_async else "StopIteration"))
    return [(each, given[1]) for each in states if len(given) > 1]


def _next_row(machine: Machine, given: tuple[Value, ...], node: ast.AST, state: State) -> Results:
    """There is another row, or all were read."""
    rows = given[0]
    found = used_up(machine, given, node, [after for after, _ in machine.read_all(rows, node, state.copy())])
    if "drained" not in state.heap[rows].slots and machine.read(state, rows, node, "next()"):
        row = symbol(node, "item", rows, Symbol("next"), node, *machine.here())
        state.facts[is_none(row)] = False
        found.append((state, row))
    return found


def _map(machine: Machine, given: tuple[Value, ...], arguments: Arguments, node: ast.AST, state: State) -> Results:
    """``map`` and ``filter`` call their function for each item, when that is asked for."""
    function, *sources = given
    if len(sources) != 1:
        return [(state, symbol(node, "pure", "map", *given))]
    record = Record("generator")
    record.put("call", Partial(Symbol("mapped", node), (function, sources[0]), ()))
    return [(state, state.allocate(node, record))]


def call_for_each(
    machine: Machine,
    function: Value,
    source: Value,
    node: ast.AST,
    state: State,
    take: Callable[[State, Value, Value], list[State]],
) -> list[State]:
    """Call a function for each item; ``take`` is given the item and what the call returned."""
    items = machine.items(source, state)
    states = [state]
    for turn, item in enumerate(
        items if items is not None else [symbol(node, "item", source, turn) for turn in range(2)]
    ):
        following: list[State] = []
        for before in states:
            machine.frame.loops.append((node, turn))
            results = machine.call(function, Arguments((item,)), node, before)
            machine.frame.loops.pop()
            for after, value in results:
                following += take(after, item, value)
        states = machine.thin(following)
    return states


def _dict(machine: Machine, given: tuple[Value, ...], arguments: Arguments, node: ast.AST, state: State) -> Results:
    named = [(Const.of(name), value) for name, value in arguments.keywords]
    source = machine.copied(given[0], node, state)
    record = state.record(source)
    if record is not None and record.kind == "dict":
        return [(state, machine.container(state, "dict", [*record.slots.items(), *named], node, exact=record.exact))]
    results: Results = []
    for after, items in machine.read_all(source, node, state):
        rows = pairs(items or ())
        exact = items is not None and len(rows) == len(items)
        made = machine.container(after, "dict", [*rows, *named], node, exact=exact)
        for _, value in rows:
            machine.pool(after, made, value)
        results.append((after, made))
    return results


def _range(machine: Machine, given: tuple[Value, ...], arguments: Arguments, node: ast.AST, state: State) -> Results:
    given = tuple(
        Const.of(each.key[2]) if isinstance(each, Symbol) and each.key[0] == "length" else each for each in given
    )
    numbers = [each.value for each in given if isinstance(each, Const) and isinstance(each.value, int)]
    if len(numbers) == len(given) <= 3 and (len(given) < 3 or numbers[2]):
        few = range(*numbers)[: MOST_NUMBERS + 1]  # of all of them there may be more than there are whole numbers for
        if len(few) <= MOST_NUMBERS:
            return [(state, Tuple(tuple(Const.of(number) for number in few)))]
        return [(state, symbol(node, "many", "range", *given))]
    return [(state, symbol(node, "pure", "range", *given))]


#: The functions, by their names.
READING: dict[str, Callable[..., Results]] = {
    "list": _sequence("list"), "tuple": _sequence("tuple"), "set": _sequence("set"),
    "frozenset": _sequence("frozenset"), "sorted": _sequence("sorted"), "reversed": _sequence("reversed"),
    "sum": _read, "min": _read, "max": _read, "any": _some, "all": _some, "enumerate": _enumerate, "zip": _zip,
    "iter": _iter, "aiter": _iter, "next": _next, "anext": _next, "map": _map, "filter": _map, "dict": _dict,
    "range": _range,
}  # fmt: skip
