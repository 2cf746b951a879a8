"""Joining: how the states that meet at one point are kept few."""

from __future__ import annotations

from itertools import zip_longest
from typing import cast

from flake8_cb.flow.domain.record import CONTAINERS, RESULT
from flake8_cb.flow.domain.state import State
from flake8_cb.flow.domain.values import Obj, Symbol, Tuple, Value, parts
from flake8_cb.sdk.reader import StubClass, acts

#: States at one point beyond which those that agree about connections are joined, and the most that are kept.
MANY_STATES = 2

MOST_STATES = 16

#: Values of which one is meant that are kept apart from others.
MOST_JOINED = 8

#: The kinds of objects that are data unless they hold something else.
DATA = CONTAINERS | {"unknown"}

#: The kinds of objects whose slots are variables: to ask for one that is not there is an error.
VARIABLES = frozenset({"function", "module"})

#: In another file few of those that agree are kept apart: it is followed for what it does to connections.
MANY_STATES_ELSEWHERE = 1

MOST_STATES_ELSEWHERE = 4

#: The same for the states in which a module of the project leaves the one that imports it: the first is that of an
#: import without a failure.
MOST_IMPORT_STATES = 2


def thin(states: list[State], most: int = MOST_STATES, many: int = MANY_STATES) -> list[State]:
    """Bring equal states together; where there are more than ``many``, also those that agree about all connections.

    At most ``most`` are kept, of each kind the first ones.
    """
    if len(states) < 2:
        return states
    found: list[State] = []
    enough = 2 * most
    for state in states:
        for known in found:
            if known == state:
                share_facts(known, state)
                break
        else:
            found.append(state)
            if len(found) > enough:  # they are joined now, so that not each of all is compared with each
                found = join_alike(found)
                enough = 2 * max(most, len(found))
    if len(found) > min(most, many):
        found = join_alike(found)
    return found if len(found) <= most else of_each_kind(found)[:most]


def of_each_kind(states: list[State]) -> list[State]:
    """Put the states of the several kinds in turns: of those that are left out, others tell the same where they can.

    A kind is a process, for whose end a fork may wait, with what it has met of the connections that it has.
    """
    kinds: dict[object, list[State]] = {}
    for state in states:
        met = frozenset(
            (each.opening.site, bool(each.closed), bool(each.conflicts), each.repeated_in)
            for _, each in state.connections()
        )
        pending = frozenset(each.what for each in state.pending.values())
        kinds.setdefault((state.forks, met, pending), []).append(state)
    return [state for turn in zip_longest(*kinds.values()) for state in turn if state is not None]


def join_alike(states: list[State]) -> list[State]:
    """Join the states that differ only in values without a connection; these become unknown."""
    groups: dict[object, State] = {}
    differing = differences(states)
    for state in states:
        known = groups.setdefault(essence(state, differing), state)
        if known is not state:
            join(known, state)
    return list(groups.values())


def differences(states: list[State]) -> set[Value]:
    """Return the keys of the records that are not one and the same in all states."""
    first = states[0].heap
    found: set[Value] = set()
    for state in states[1:]:
        found.update(first.differences(state.heap))
        state.meter.looks += len(first.own) // 8
    return found


def essence(state: State, keys: set[Value]) -> object:
    """Return what a state says of connections and of what leads to them; states that agree in it can be joined.

    ``keys`` are those of the records in which states differ. Objects that only hold data say nothing.
    """
    data: dict[Value, bool] = {}
    heap = frozenset(
        (key, facts, frozenset((name, value) for name, value in slots if not is_data(value, state, data)))
        for key in keys
        if key in state.heap and not is_data(key, state, data)
        for facts, slots in [state.heap[key].essence()]
    )
    state.meter.looks += len(heap)
    return (
        heap, frozenset(state.pending.items()), state.openings, frozenset(state.cached.items()), state.forks,
        state.thread, state.held, state.start_method, state.parked,
    )  # fmt: skip


def is_data(value: Value, state: State, known: dict[Value, bool]) -> bool:
    """Report whether a value is an object that leads to nothing but data: no connection, function or other object.

    ``known`` keeps the answers for the state.
    """
    if value not in known:
        known[value] = True  # unless it leads elsewhere than to itself
        known[value] = _is_data(value, state, known)
    return known[value]


def _is_data(value: Value, state: State, known: dict[Value, bool]) -> bool:
    record = state.heap.get(value)
    if record is None:
        if isinstance(value, Tuple):
            return bool(value.items) and all(is_data(each, state, known) for each in value.items)
        if not isinstance(value, Symbol):
            return isinstance(value, Obj)  # it is gone
        held = [each for each in parts(value) if (found := state.heap.get(each)) is None or found.kind != RESULT]
        return bool(value.leads) and all(is_data(each, state, known) for each in held)
    if record.connection or record.via is not None or record.default is not None:
        return False
    if record.kind not in DATA and not (record.kind == "instance" and is_plain(record.cls, state)):
        return False
    return all(is_data(each, state, known) for each in record.links.values())


def is_plain(cls: Value | None, state: State) -> bool:
    """Report whether the instances of a class only hold data."""
    return not acts(cls) if isinstance(cls, StubClass) else cls in state.plain


def join(one: State, other: State) -> None:
    """Let ``one`` stand for both; what they differ in is not known."""
    for key in list(one.heap.differences(other.heap)):
        record, second = one.heap.get(key), other.heap.get(key)
        if record is None or second is None:
            continue
        of_both = dict.fromkeys((*record.slots, *second.slots))
        if record.kind in CONTAINERS and record.exact and not second.exact:
            one.edit(key).exact = False  # it may hold what is not known of one
        if record.kind in CONTAINERS and record.slots.keys() != second.slots.keys():
            one.edit(key).exact = False  # it holds at least what both hold
            for name in record.slots.keys() - second.slots.keys():
                one.edit(key).drop(name)
            of_both = {name: None for name in record.slots if name in second.slots}
        for name in of_both:
            values = record.slots.get(name), second.slots.get(name)
            if record.kind in VARIABLES and None in values:  # whoever asks for it has it, or is left by an error
                bound = values[0] if values[0] is not None else values[1]
                if bound is not None and bound is not values[0]:
                    one.edit(key).put(name, bound)
            elif values[0] != values[1] and name != "made":  # where it was made is told of one of them alone
                one.edit(key).put(name, either(key, name, *values))
    for base in one.changes.keys() | other.changes.keys():
        calls = one.changes.get(base), other.changes.get(base)
        if calls[0] != calls[1]:
            one.changes[base] = either(base, "changed", *calls)
    share_facts(one, other)


def either(key: Value, name: object, *values: Value | None) -> Symbol:
    """Return what stands for one of several values: the same for the same ones, while they are few."""
    many = Symbol("joined", key, name)
    found: set[object] = set()
    for each in values:
        if each == many:
            return many
        if isinstance(each, Symbol) and each.key[:3] == many.key:
            found |= cast("frozenset[object]", each.key[3])
        else:
            found.add(each)
    return Symbol(*many.key, frozenset(found)) if len(found) <= MOST_JOINED else many


def share_facts(one: State, other: State) -> None:
    """Of two states that are one from here on, only what both know holds."""
    if one.facts != other.facts:
        one.facts = {key: truth for key, truth in one.facts.items() if other.facts.get(key) is truth}
