"""Joining: how the states that meet at one point are kept few."""

from __future__ import annotations

from flake8_cb.flow.state import State
from flake8_cb.flow.values import Symbol

#: States at one point beyond which those that agree about connections are joined, and the most that are kept.
MANY_STATES = 8

MOST_STATES = 16


def thin(states: list[State]) -> list[State]:
    """Bring equal states together; where there are many, also those that agree about all connections."""
    if len(states) < 2:
        return states
    found: list[State] = []
    for state in states:
        for known in found:
            if known == state:
                share_facts(known, state)
                break
        else:
            found.append(state)
    if len(found) > MANY_STATES:
        found = join_alike(found)
    return found[:MOST_STATES]


def join_alike(states: list[State]) -> list[State]:
    """Join the states that differ only in values without a connection; these become unknown."""
    groups: dict[object, State] = {}
    for state in states:
        known = groups.setdefault(essence(state), state)
        if known is not state:
            join(known, state)
    return list(groups.values())


def essence(state: State) -> object:
    """Return what a state says of connections and of what leads to them; states that agree in it can be joined."""
    state.meter.looks += sum(len(record.slots) for record in state.heap.values() if record.is_changed)
    heap = frozenset((key, record.essence()) for key, record in state.heap.items())
    return (
        heap, frozenset(state.pending.items()), state.openings, frozenset(state.cached.items()), state.forks,
        state.thread, state.start_method, state.parked,
    )  # fmt: skip


def join(one: State, other: State) -> None:
    """Let ``one`` stand for both; what they differ in is not known."""
    for key, second in other.heap.items():
        record = one.heap[key]
        if record is second:
            continue
        for name, value in list(record.slots.items()):
            if second.slots[name] != value:
                one.edit(key).put(name, Symbol("joined", key, name))
    share_facts(one, other)


def share_facts(one: State, other: State) -> None:
    """Of two states that are one from here on, only what both know holds."""
    if one.facts != other.facts:
        one.facts = {key: truth for key, truth in one.facts.items() if other.facts.get(key) is truth}
