"""The state of one path: what every object holds, which connections are open, and which conditions hold.

A state is mutable and copied on write: `State.copy` shares all records, and `State.edit` gives a record that
this state alone may change.
"""

from __future__ import annotations

import ast
from collections.abc import Container, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from operator import attrgetter
from typing import Any

from flake8_cb.flow.domain.consulted import Consulted
from flake8_cb.flow.domain.earlier import Earlier
from flake8_cb.flow.domain.heap import Heap
from flake8_cb.flow.domain.record import RESULT, SCOPES, Record
from flake8_cb.flow.domain.sessions import asks_for_more
from flake8_cb.flow.domain.typestate import Connection, Fork, Pending
from flake8_cb.flow.domain.values import Obj, Symbol, Value, mentions, parts


@dataclass
class Meter:
    """What all states of a run report to: the objects that they look at, which cost beside the steps, and conditions.

    ``consulted`` are those that were asked for since the innermost call began that is followed.
    """

    looks: int = 0
    consulted: Consulted = field(default_factory=Consulted)

    @contextmanager
    def consulting(self) -> Iterator[Consulted]:
        """Note which conditions are asked for while a block runs; who waits for it hangs on them as well."""
        outer, self.consulted = self.consulted, Consulted()
        inner = self.consulted
        try:
            yield inner
        finally:
            self.consulted = outer
            outer.add(inner)


#: What a state says beside its heap and its conditions.
SIGNATURE = ("pending", "openings", "cached", "changes", "forks", "thread", "held", "start_method", "parked")

_signature = attrgetter(*SIGNATURE)


class State:
    """The state of one path."""

    __slots__ = (
        "cached",
        "changes",
        "dirty",
        "facts",
        "forks",
        "heap",
        "held",
        "meter",
        "objects",
        "openings",
        "owner",
        "parked",
        "pending",
        "plain",
        "start_method",
        "thread",
        "touched",
    )

    def __init__(self, meter: Meter | None = None) -> None:
        self.meter = meter or Meter()
        self.heap = Heap()
        self.objects: dict[tuple[ast.AST, int], Obj] = {}  # of all states of the run
        self.plain: set[Value | None] = set()  # classes whose instances only hold data; of all states of the run
        self.facts: dict[Value, bool] = {}
        self.pending: dict[Value, Pending] = {}
        self.openings: frozenset[Earlier] = frozenset()
        self.cached: dict[Any, Value] = {}
        self.changes: dict[Value, Value] = {}  # of unknown objects, the call that changed them last
        self.forks: tuple[Fork, ...] = ()
        self.thread: ast.AST | None = None
        self.held: tuple[Value, ...] = ()  # what this thread alone holds, a lock that it took twice twice
        self.start_method: Value | None = None
        self.parked: tuple[tuple[str, Value | None], ...] = ()
        self.dirty = False
        self.touched: frozenset[Value] = frozenset()  # of what lasts, the objects that were given something since
        self.owner: object = object()

    def copy(self) -> State:
        """Return a state that is equal and independent of this one."""
        made = State.__new__(State)
        made.heap, made.facts, made.pending = self.heap.copy(), dict(self.facts), dict(self.pending)
        made.objects, made.plain, made.meter = self.objects, self.plain, self.meter
        self.meter.looks += len(self.heap.own) // 32  # to copy a table is far cheaper than to look at what is in it
        made.openings, made.cached, made.forks = self.openings, dict(self.cached), self.forks
        made.changes = dict(self.changes)
        made.thread, made.start_method, made.parked, made.dirty = (
            self.thread,
            self.start_method,
            self.parked,
            self.dirty,
        )
        made.held, made.touched = self.held, self.touched
        made.owner, self.owner = object(), object()
        return made

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        if not isinstance(other, State):
            return False
        mine, theirs = self.heap, other.heap
        self.meter.looks += len(theirs.own) // 8
        if any(True for _ in mine.unequal(theirs)):
            return False
        return self.signature() == other.signature()

    __hash__ = None  # type: ignore[assignment]

    def signature(self) -> tuple[object, ...]:
        """Return all but the heap and the conditions."""
        return _signature(self)

    def go_on_as(self, other: State) -> None:
        """Go on like a state of another path in all but the objects and conditions."""
        for name, value in zip(SIGNATURE, other.signature(), strict=True):
            setattr(self, name, dict(value) if isinstance(value, dict) else value)
        self.touched |= other.touched
        self.dirty = True  # another path may have held what this one does not

    # conditions

    def known(self, condition: Value) -> bool | None:
        """Report whether this path has found a condition true or false, or None if it has not asked."""
        self.meter.consulted.conditions.add(condition)
        return self.facts.get(condition)

    def knows_about(self, value: Value) -> bool:
        """Report whether anything is known that is about a value."""
        self.meter.consulted.subjects.add(value)
        return any(mentions(condition, value) for condition in self.facts)

    def asks_session_for_more(self) -> bool:
        """Report whether this path has found that its session lacks something, or that its user wants it now."""
        self.meter.consulted.sessions = True
        return asks_for_more(self.facts)

    def all_known(self) -> frozenset[Value]:
        """Return all conditions that this path has found true or false."""
        self.meter.consulted.everything = True
        return frozenset(self.facts)

    # locks

    def hold(self, value: Value) -> None:
        """This thread takes something that only one can have."""
        self.held += (value,)

    def release(self, value: Value) -> None:
        """This thread gives it back; what it took twice it still has."""
        places = [place for place, each in enumerate(self.held) if each == value]
        if places:
            self.held = (*self.held[: places[-1]], *self.held[places[-1] + 1 :])

    # objects

    def allocate(self, site: ast.AST, record: Record) -> Obj:
        """Put a new object on the heap: the first number of its site that is free."""
        number = 0
        while (made := self.objects.setdefault((site, number), Obj(site, number))) in self.heap:
            number += 1
        record.owner = self.owner
        self.heap[made] = record
        return made

    def record(self, value: Value) -> Record | None:
        return self.heap.get(value)

    def module_of(self, scope: Obj) -> Obj:
        """Return the scope of the module that a scope lies in."""
        while (outer := self.heap[scope].parent) is not None:
            scope = outer
        return scope

    def edit(self, value: Value) -> Record:
        """Return the record of ``value`` for writing; a value without one gets one.

        Whether it holds something may be another matter from here on.
        """
        self.facts.pop(value, None)
        own = self.heap.own
        found = own.get(value)
        if found is not None and found.owner is self.owner:
            found.forget()
            return found
        found = found or self.heap.lasting.get(value)
        if found is None:
            found = Record("unknown")
            found.owner = self.owner
        else:
            self.meter.looks += len(found.slots) // 2
            found = found.copy(self.owner)
        own[value] = found
        return found

    def put(self, value: Value, name: object, item: Value) -> None:
        """Bind a slot of an object; what it held before may thereby be dropped."""
        record = self.edit(value)
        if name in record.links:
            self.let_go(value)
        record.put(name, item)
        if value in self.heap.lasting and name in record.links:
            self.touched |= {value}

    def forget_scope(self, scope: Obj, caller: Obj) -> None:
        """The activation of a function is over; unless a closure holds it, its scope is gone.

        What the scope of its caller holds, as most arguments, lives on.
        """
        record, around = self.heap[scope], self.heap.get(caller)
        if record.exact:
            kept = around.links.values() if around is not None else ()
            self.dirty = self.dirty or not all(any(value is each for each in kept) for value in record.links.values())
            del self.heap[scope]
        else:
            self.dirty = True

    def leave_cells(self, scope: Obj, names: frozenset[str]) -> None:
        """The activation of a function is over: a closure that holds its scope holds no more of it than these names."""
        record = self.heap.get(scope)
        if record is not None and not record.exact:
            for name in [name for name in record.links if name not in names]:
                self.drop(scope, name)

    def capture(self, scope: Obj) -> None:
        """Something that may outlive the activation closes over the scope."""
        if self.heap[scope].exact and self.heap[scope].kind == "function":
            self.edit(scope).exact = False

    def drop(self, value: Value, name: object) -> None:
        record = self.edit(value)
        if name in record.links:
            self.let_go(value)
        record.drop(name)

    def let_go(self, holder: Value) -> None:
        """An object stops to hold another one: nothing may hold that any more."""
        self.dirty = True
        if holder in self.heap.lasting:
            self.heap.let_none_last()
            self.touched = frozenset()

    # connections

    @property
    def process(self) -> int:
        return len(self.forks)

    def connection(self, value: Value) -> Connection | None:
        record = self.heap.get(value)
        return record.connection if record else None

    def connections(self) -> list[tuple[Value, Connection]]:
        heap = self.heap
        return [(key, connection) for key in heap.connections() if (connection := heap[key].connection)]

    def update_connection(self, key: Value, **changes: Any) -> None:
        record = self.edit(key)
        assert record.connection
        record.connection = replace(record.connection, **changes)

    def chain(self, value: Value) -> list[Value]:
        """Return the handle and what it works through, up to the connection; [] for what is no handle."""
        found: list[Value] = []
        while value not in found and (record := self.heap.get(value)):
            found.append(value)
            if record.connection:
                return found
            if record.via is None:
                return []
            value = record.via
        return []

    def root(self, value: Value) -> Value | None:
        """Return the connection that the value is or works through."""
        chain = self.chain(value)
        return chain[-1] if chain else None

    # reachability

    def tenure(self, scope: Obj, running: frozenset[Value]) -> None:
        """A module has run: what it leads to stays, so that it need not be looked at whenever something is dropped.

        ``running`` are the scopes of modules that still run.
        """
        self.heap.let_last(self.reachable([scope], stop={*self.heap.lasting, *running}))

    def alive(self, roots: Iterable[Value]) -> set[Value]:
        """Return what the roots lead to, beside what has `tenure`."""
        given = [item for key in self.touched for item in self.heap[key].links.values()]
        return self.reachable([*roots, *given], stop=self.heap.lasting)

    def reachable(
        self, roots: Iterable[Value], *, stop: Container[Value] = frozenset(), scopes: bool = True
    ) -> set[Value]:
        """Return the heap objects that the roots lead to, without passing through ``stop``.

        ``scopes``: also by way of modules and classes.
        """
        seen: set[Value] = set()
        found: set[Value] = set()
        todo = list(roots)
        own, lasting = self.heap.own, self.heap.lasting
        while todo:
            value = todo.pop()
            if value in seen or value in stop:
                continue
            seen.add(value)
            record = own.get(value) or lasting.get(value)
            if record is not None:
                if not scopes and record.kind in SCOPES:
                    continue
                found.add(value)
                todo += record.ways()
            if type(value) is Obj:  # most are
                continue
            if not isinstance(value, Symbol):
                todo += parts(value)
            elif value.leads:  # a row holds neither its result nor the connection
                todo += [
                    part for part in parts(value) if (holder := self.heap.get(part)) is None or holder.kind != RESULT
                ]
        self.meter.looks += len(found)
        return found

    def held_connections(self, value: Value) -> list[Value]:
        """Return the connections that the value is, works through or leads to (scopes of functions are not entered)."""
        found = []
        for each in self.reachable([value], scopes=False):
            record = self.heap[each]
            if record.connection:
                found.append(each)
        return sorted(found, key=lambda key: self.heap[key].connection.line)  # type: ignore[union-attr]


def changed_records(before: State, after: State) -> Iterator[tuple[Value, Record, Record]]:
    """Yield each object that both states have and that is not the same in them, as it was and as it is."""
    for key in after.heap.unequal(before.heap):
        old, new = before.heap.get(key), after.heap.get(key)
        if old is not None and new is not None:
            yield key, old, new
