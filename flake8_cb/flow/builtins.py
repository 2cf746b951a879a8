"""Builtin functions: what they do with the values that they are given."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Callable, Iterable
from typing import Any

from flake8_cb.flow.changes import is_stream
from flake8_cb.flow.counting import number
from flake8_cb.flow.frames import NO_ARGUMENTS, Arguments, Results
from flake8_cb.flow.keys import pairs
from flake8_cb.flow.machine import Machine
from flake8_cb.flow.natures import builtin_type, is_library_error, is_of_type
from flake8_cb.flow.record import CONTAINERS, RESULT, Record
from flake8_cb.flow.state import State
from flake8_cb.flow.texts import text
from flake8_cb.flow.values import (
    FALSE,
    NONE,
    TRUE,
    Bound,
    Builtin,
    Const,
    Function,
    Obj,
    Partial,
    Symbol,
    Tuple,
    Value,
    is_none,
    leads,
    symbol,
)
from flake8_cb.sdk.reader import StubClass, StubFunction

#: Every name that Python itself binds.
BUILTIN_NAMES = frozenset(dir(builtins))

#: The kinds of objects whose slots are attributes.
ATTRIBUTED = frozenset({"instance", "module"})

#: Types whose values are made from an item sequence, by the kind of their record.
_SEQUENCES = {"list": "list", "set": "set", "frozenset": "set", "sorted": "list", "reversed": "list"}

#: Functions that tell something of what they are given, and do nothing with it.
_TELLING = frozenset({"str", "int", "float", "repr", "len", "abs", "type", "id", "hash", "bytes"})

#: Functions that read all rows of what they are given.
READERS = frozenset({"list", "tuple", "set", "frozenset", "sorted", "sum", "min", "max", "dict", "reversed"})


#: Builtin functions that may stop reading, or read for themselves.
LAZY_READERS = frozenset({"any", "all", "next", "iter", "aiter", "anext"}) | READERS


#: Numbers of a range that are told apart.
MOST_NUMBERS = 4

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
    if name == "len" and given and isinstance(given[0], Const) and isinstance(given[0].value, str):
        return [(state, Const.of(len(given[0].value)))]
    if name == "len" and given and (count := machine.count(given[0], state)) is not None:
        record = state.record(given[0])
        if record is not None and record.grown:
            return [(state, symbol(node, "length", given[0], count))]
        return [(state, Const.of(count))]
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
        is_numbered = isinstance(given[0], Symbol) and start == Const.of(0) and not is_stream(given[0])
        return [(state, symbol(node, "enumerated", given[0]) if is_numbered else given[0])]
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


def repeated(value: Value) -> Value | None:
    """Return what ``itertools.repeat`` repeats."""
    return value.subject if isinstance(value, Bound) and value.function == "repeat" else None


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


def _bool(machine: Machine, given: tuple[Value, ...], arguments: Arguments, node: ast.AST, state: State) -> Results:
    """A truth that is asked for is the one that a condition asks for."""
    if len(given) != 1:
        return [(state, FALSE)]
    return [(after, TRUE if truth else FALSE) for after, truth in machine.decide(given[0], state)]


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


def _vars(machine: Machine, given: tuple[Value, ...], arguments: Arguments, node: ast.AST, state: State) -> Results:
    return [(state, symbol(node, "attribute", given[0], "__dict__"))]


def _print(machine: Machine, given: tuple[Value, ...], arguments: Arguments, node: ast.AST, state: State) -> Results:
    return [(state, NONE)]


def _type(machine: Machine, given: tuple[Value, ...], arguments: Arguments, node: ast.AST, state: State) -> Results:
    cls = machine.class_of(state, given[0])
    return [(state, cls if cls is not None else symbol(node, "pure", "type", *given))]


def _range(machine: Machine, given: tuple[Value, ...], arguments: Arguments, node: ast.AST, state: State) -> Results:
    given = tuple(
        Const.of(each.key[2]) if isinstance(each, Symbol) and each.key[0] == "length" else each for each in given
    )
    numbers = [each.value for each in given if isinstance(each, Const) and isinstance(each.value, int)]
    if len(numbers) == len(given) <= 3 and (len(given) < 3 or numbers[2]):
        few = range(*numbers)[: MOST_NUMBERS + 1]  # of all of them there may be more than there are whole numbers for
        if len(few) <= MOST_NUMBERS:
            return [(state, Tuple(tuple(Const.of(number) for number in few)))]
        return [(state, Symbol("many", node))]
    return [(state, symbol(node, "pure", "range", *given))]


_FUNCTIONS: dict[str, Callable[..., Results]] = {
    "list": _sequence("list"), "tuple": _sequence("tuple"), "set": _sequence("set"),
    "frozenset": _sequence("frozenset"), "sorted": _sequence("sorted"), "reversed": _sequence("reversed"),
    "sum": _read, "min": _read, "max": _read, "any": _some, "all": _some, "enumerate": _enumerate, "zip": _zip,
    "iter": _iter, "aiter": _iter, "next": _next, "anext": _next, "getattr": _getattr, "setattr": _setattr,
    "object.__setattr__": _setattr,
    "delattr": _delattr, "hasattr": _hasattr, "isinstance": _isinstance, "callable": _callable, "bool": _bool,
    "map": _map, "filter": _map,
    "dict": _dict, "vars": _vars, "print": _print, "type": _type, "range": _range,
}  # fmt: skip
