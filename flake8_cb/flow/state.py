"""The state of one path: what every object holds, which connections are open, and which conditions hold.

A state is mutable and copied on write: `State.copy` shares all records, and `State.edit` gives a record that
this state alone may change.
"""

from __future__ import annotations

import ast
from collections.abc import Container, Iterable
from dataclasses import dataclass, replace
from typing import Any

from flake8_cb.flow.heap import Heap
from flake8_cb.flow.target import Target
from flake8_cb.flow.values import NONE, Function, FunctionNode, Obj, Symbol, Value, leads, parts

#: The kind of an object that holds the rows of a query: it works through a connection and gives no way to it.
RESULT = "result"

#: The kinds of objects that hold any number of others.
CONTAINERS = frozenset({"list", "dict", "set"})

#: The kinds of objects that live on their own, and hold what they define.
SCOPES = frozenset({"module", "class"})


@dataclass(frozen=True)
class Spot:
    """Where something happened: ``place`` is the innermost expression of the linted file that leads to ``node``."""

    node: ast.AST
    place: ast.AST

    @property
    def is_elsewhere(self) -> bool:
        """Report whether it happened in another file."""
        return self.place is not self.node

    @property
    def line(self) -> int:
        return getattr(self.node, "lineno", 0)


@dataclass(frozen=True)
class Opening:
    """Where a connection was asked for: the expression of the code that owns it (RULES.md, "opening expression").

    ``place`` is the innermost expression of the linted file that leads to ``site``. ``depth`` counts the calls below
    the start of the run; ``loops`` are the loops of the function around the expression, each with the turn that it
    was in.
    """

    site: ast.AST
    place: ast.AST
    function: FunctionNode | None
    depth: int
    loops: tuple[tuple[ast.AST, int], ...]

    @property
    def is_elsewhere(self) -> bool:
        """Report whether the expression stands in another file."""
        return self.place is not self.site


@dataclass(frozen=True)
class Conflict:
    """Another connection to the same target that was open when this one was opened."""

    key: Value
    opening: Opening
    opened: Spot
    nested: bool  # opened by the same expression further up in a recursion


@dataclass(frozen=True)
class Connection:
    """The typestate of a connection."""

    name: str
    target: Target
    opened: Spot
    opening: Opening
    entry: FunctionNode | None = None  # the outermost function that ran when it was opened
    process: int = 0
    thread: ast.AST | None = None
    closed: Spot | None = None
    waits: bool | None = None  # its lock mode lets a thread wait for another one; None: not known, or it needs none
    yields: bool = False  # while it waits for an answer, other greenlets run
    outside: bool = False  # it came in as a parameter: who opened it is not known
    kept_outside: bool = False  # unknown code was handed it
    pooled: bool = False
    settled: bool = False  # its opening expression cannot move further up
    outcome: str = ""  # "local": dropped by the function of its opening expression; "kept": still held after it
    abandoned: bool = False  # an exception left the code that had opened it
    in_handler: bool = False  # the handler of that exception runs: what it opens is there instead
    conflicts: tuple[Conflict, ...] = ()
    clash: Opening | None = None  # where both were asked for by one function that handed both out
    repeated_in: ast.AST | None = None  # the loop in whose earlier turn the same was opened
    reopened: bool = False  # an earlier call of the function opened one by the same expression
    at_import: bool = False  # the import of the linted module opened it
    cached: bool = False  # a function that runs once for equal arguments returned it
    dropped: bool = False  # nothing led to it any more, before the run ended
    made_for: ast.AST | None = None  # the class whose instances each open one
    made_at: Spot | None = None  # the expression that makes such an instance
    remade: bool = False  # an earlier instance of that class opened the same

    @property
    def line(self) -> int:
        return self.opened.line


@dataclass(frozen=True)
class Use:
    """A thread uses a connection; meanwhile it alone ``holds`` these: locks, and what it took out of a pool."""

    connection: Value
    holds: frozenset[Value] = frozenset()
    thread: ast.AST | None = None  # what started the thread


#: What is pending of a query whose rows were not read to the end.
ROWS = "rows read in part"


@dataclass(frozen=True)
class Pending:
    """An operation, or code that runs beside this, whose end nobody has waited for."""

    connections: frozenset[Value]
    what: str
    spot: Spot
    owner: Value | None = None  # the executor that ends it when it is shut down
    uses: frozenset[Use] = frozenset()  # what a thread does to them
    thread: ast.AST | None = None  # in which thread it was started
    label: str = ""


@dataclass(frozen=True)
class Fork:
    """A fork that made the process of this state. ``waiting``: the report waits for what the child does."""

    spot: Spot
    label: str
    inherits: bool
    waiting: tuple[Connection, ...] = ()
    known: frozenset[Value] | None = None  # what was open at the fork, where that is not what is open now


#: What a record says of connections: its facts, and its slots that lead to objects or are None.
Essence = tuple[tuple[object, ...], tuple[tuple[Any, Value], ...]]


class Record:
    """What one object holds. ``links`` are those of its slots that lead to other objects of the heap."""

    __slots__ = (
        "_essence",
        "born",
        "closed",
        "cls",
        "connection",
        "default",
        "exact",
        "grown",
        "kind",
        "links",
        "owner",
        "parent",
        "slots",
        "via",
    )

    def __init__(self, kind: str, cls: Value | None = None, parent: Obj | None = None) -> None:
        self.kind = kind
        self.cls = cls
        self.parent = parent
        self.slots: dict[Any, Value] = {}
        self.links: dict[Any, Value] = {}
        self.exact = True
        self.born: tuple[tuple[ast.AST, int], ...] = ()  # the turns of loops in which a container was made
        #: Of a container: a loop fills it, and how much it holds is not known. Of a thread: others may wait for it.
        self.grown = False
        self.connection: Connection | None = None
        self.via: Value | None = None
        self.closed: Spot | None = None
        self.default: Value | None = None  # what makes the value of a key that a dict lacks
        self.owner: object = None
        self._essence: Essence | None = None

    def copy(self, owner: object) -> Record:
        made = Record(self.kind, self.cls, self.parent)
        made.slots, made.links, made.exact = dict(self.slots), dict(self.links), self.exact
        made.born, made.grown, made.default = self.born, self.grown, self.default
        made.connection, made.via, made.closed, made.owner = self.connection, self.via, self.closed, owner
        return made

    def put(self, name: object, value: Value) -> None:
        self.slots[name] = value
        if is_link(value, self.parent):
            self.links[name] = value
        else:
            self.links.pop(name, None)

    def drop(self, name: object) -> Value | None:
        self.links.pop(name, None)
        return self.slots.pop(name, None)

    def facts(self) -> tuple[object, ...]:
        return (self.kind, self.cls, self.parent, self.exact, self.connection, self.via, self.closed)

    def essence(self) -> Essence:
        """Return what the record says of connections: its values that lead to objects, and which are None."""
        if self._essence is None:
            slots = tuple((name, value) for name, value in self.slots.items() if value == NONE or leads(value))
            self._essence = (self.facts(), slots)
        return self._essence

    def forget_essence(self) -> None:
        """The record is about to change."""
        self._essence = None

    def __eq__(self, other: object) -> bool:
        return self is other or (
            isinstance(other, Record) and self.slots == other.slots and self.facts() == other.facts()
        )

    __hash__ = None  # type: ignore[assignment]


def is_link(value: Value, scope: Obj | None) -> bool:
    """Report whether the value leads into the heap, other than to the scope it stands in."""
    if isinstance(value, Function) and value.scope == scope and not value.defaults and not value.owner:
        return False
    return leads(value)


@dataclass
class Meter:
    """Counts the objects that all states of a run have looked at: what a path costs beside its steps."""

    looks: int = 0


class State:
    """The state of one path."""

    __slots__ = (
        "cached",
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
        self.openings: frozenset[tuple[Any, ...]] = frozenset()
        self.cached: dict[Any, Value] = {}
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
        if any(mine.get(key) != theirs.get(key) for key in mine.differences(theirs)):
            return False
        return self.signature() == other.signature()

    __hash__ = None  # type: ignore[assignment]

    def signature(self) -> tuple[object, ...]:
        """Return all but the heap and the conditions."""
        return (
            self.pending,
            self.openings,
            self.cached,
            self.forks,
            self.thread,
            self.held,
            self.start_method,
            self.parked,
        )

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

    def edit(self, value: Value) -> Record:
        """Return the record of ``value`` for writing; a value without one gets one."""
        own = self.heap.own
        found = own.get(value)
        if found is not None and found.owner is self.owner:
            found.forget_essence()
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

    def forget_scope(self, scope: Obj) -> None:
        """The activation of a function is over; unless a closure holds it, its scope is gone."""
        record = self.heap[scope]
        if record.exact:
            self.dirty |= bool(record.links)
            del self.heap[scope]
        else:
            self.dirty = True

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
        todo = list(roots)
        own, lasting = self.heap.own, self.heap.lasting
        while todo:
            value = todo.pop()
            if value in stop:
                continue
            record = own.get(value) or lasting.get(value)
            if record is not None:
                if value in seen or not (scopes or record.kind not in SCOPES):
                    continue
                seen.add(value)
                todo.extend(record.links.values())
                if record.via is not None:
                    todo.append(record.via)
                if record.parent is not None:
                    todo.append(record.parent)
                if record.default is not None:
                    todo.append(record.default)
                if isinstance(record.cls, Obj):
                    todo.append(record.cls)
            if type(value) is Obj:  # most are
                continue
            if not isinstance(value, Symbol):
                todo.extend(parts(value))
            elif value.leads:  # a row holds neither its result nor the connection
                todo.extend(
                    part for part in parts(value) if (holder := self.heap.get(part)) is None or holder.kind != RESULT
                )
        self.meter.looks += len(seen)
        return seen

    def held_connections(self, value: Value) -> list[Value]:
        """Return the connections that the value is, works through or leads to (scopes of functions are not entered)."""
        found = []
        for each in self.reachable([value], scopes=False):
            record = self.heap[each]
            if record.connection:
                found.append(each)
        return sorted(found, key=lambda key: self.heap[key].connection.line)  # type: ignore[union-attr]
