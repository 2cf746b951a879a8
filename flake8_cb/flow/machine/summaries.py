"""Summaries: what a call does is found once for all states that are alike in what the call can see.

A function that is called on many paths mostly sees the same on all of them: they differ in the variables of its
callers, in what only these hold, and in conditions that it never asks for. What it has done to one such state it
does to the others.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property

from flake8_cb.flow.domain.consulted import Consulted
from flake8_cb.flow.domain.record import CONTAINERS, Record
from flake8_cb.flow.domain.state import State
from flake8_cb.flow.domain.texts import is_datum
from flake8_cb.flow.domain.typestate import Use
from flake8_cb.flow.domain.values import Obj, Symbol, Value
from flake8_cb.flow.machine.frames import Raised, Results
from flake8_cb.frozen import unique
from flake8_cb.sdk.reader import StubClass

#: The kinds of objects that nobody finds who is not led to them. Threads, coroutines and rows are looked for.
UNSEEN = CONTAINERS | {"function", "instance", "class", "module", "unknown"}


@unique
class Summary:
    """What a call made of the state ``before``; ``seen`` is where its sight begins: its function and arguments."""

    before: State
    seen: tuple[Value, ...]
    results: Results
    raised: list[Raised]
    used: frozenset[Use]
    consulted: Consulted

    def fits(self, state: State) -> bool:
        """Report whether the call does the same to a state."""
        before = self.before
        if before.signature() != state.signature() or not self.agrees_on_conditions(state):
            return False
        differing = list(before.heap.unequal(state.heap))
        state.meter.looks += len(state.heap.own) // 8
        return not differing or (self.is_framed and self.is_beyond_sight(differing, state))

    def agrees_on_conditions(self, state: State) -> bool:
        """Report whether what was asked about conditions has the same answers."""
        mine, theirs = self.before.facts, state.facts
        if mine == theirs:
            return True
        differing = [each for each in {**mine, **theirs} if mine.get(each) is not theirs.get(each)]
        return not self.consulted.concerns(differing)

    @cached_property
    def is_framed(self) -> bool:
        """Report whether all that the call did is to make objects and to change what it sees.

        What was dropped meanwhile of what it does not see, its callers had let go before.
        """
        before = self.before.heap
        return all(
            after.heap.lasting is before.lasting
            and all(
                key not in self.sight and is_unseen(before.own[key])
                for key in before.own.keys() - after.heap.own.keys()
            )
            for after in self.after
        )

    @cached_property
    def only_uses(self) -> bool:
        """Report whether the call did nothing but to use what it sees, whatever texts and numbers it was given.

        It opened, closed and changed nothing, and neither gives one back nor keeps one in what it made.
        """
        before = self.before
        if self.consulted.data or not self.is_framed or any(map(may_tell_data, (value for _, value in self.results))):
            return False
        signature = before.signature()
        return all(
            after.signature() == signature
            and all(
                key not in before.heap and isinstance(record.cls, StubClass) and not (record.connection or record.slots)
                for key, record in self.changed(after).items()
            )
            for after in self.after
        )

    def changed(self, after: State) -> dict[Value, Record]:
        """Return what the call made, or made of what there was, in one of the states in which it ends."""
        own = self.before.heap.own
        return {key: record for key, record in after.heap.own.items() if own.get(key) is not record}

    @property
    def after(self) -> list[State]:
        """Return the states in which the call ends."""
        return [*(state for state, _ in self.results), *(each.state for each in self.raised)]

    @cached_property
    def sight(self) -> frozenset[Value]:
        """Return the objects that the call can see, beside what lasts."""
        before = self.before
        held = [*before.pending, *before.cached.values(), *before.held, *(value for _, value in before.parked if value)]
        held += [each for pending in before.pending.values() for each in pending.connections]
        return frozenset(before.reachable([*self.seen, *held], stop=before.heap.lasting))

    @cached_property
    def made(self) -> frozenset[Value]:
        """Return the objects that the call made."""
        return frozenset().union(*(after.heap.own for after in self.after)).difference(self.before.heap.own)

    def is_beyond_sight(self, keys: Iterable[Value], state: State) -> bool:
        """Report whether these objects, in which the states differ, have nothing to do with the call."""
        before = self.before.heap
        if before.lasting is not state.heap.lasting or not self.made.isdisjoint(state.heap.own):
            return False
        return all(
            isinstance(key, Obj)
            and key not in before.lasting
            and key not in self.sight
            and all(record is None or is_unseen(record) for record in (before.get(key), state.heap.get(key)))
            for key in keys
        )

    def applied(self, state: State) -> tuple[Results, list[Raised]]:
        """Return what the call makes of a state that it fits; the state itself is not changed."""
        return (
            [(self.moved(after, state), value) for after, value in self.results],
            [replace(each, state=self.moved(each.state, state)) for each in self.raised],
        )

    def moved(self, after: State, state: State) -> State:
        """Do to a state what the call did to the one before it."""
        before = self.before
        if self.is_framed and before.heap.lasting is state.heap.lasting:
            made, changed = state.copy(), self.changed(after)
            made.heap.own.update(changed)
            made.go_on_as(after)
            # What only makes new objects lets go of nothing, whatever else may be held here.
            only_makes = before.signature() == after.signature() and all(key not in before.heap for key in changed)
            made.dirty = state.dirty or not only_makes
        else:  # the objects of both are the same
            made = after.copy()
        gone = before.facts.keys() - after.facts.keys()
        made.facts = {each: truth for each, truth in state.facts.items() if each not in gone}
        made.facts.update((each, truth) for each, truth in after.facts.items() if before.facts.get(each) is not truth)
        return made


def is_unseen(record: Record) -> bool:
    """Report whether an object is none of those that are found without being led to them."""
    return record.kind in UNSEEN and not (record.connection or record.via or isinstance(record.cls, StubClass))


def may_tell_data(value: Value) -> bool:
    """Report whether a value is a text or a number, or was perhaps made of one."""
    return is_datum(value) or (isinstance(value, Symbol) and value.key[0] != "call")
