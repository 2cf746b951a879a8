"""Records: what one object of the heap holds."""

from __future__ import annotations

import ast
from typing import Any

from flake8_cb.flow.domain.typestate import Connection, Spot
from flake8_cb.flow.domain.values import NONE, Function, Obj, Symbol, Value, leads

#: The kind of an object that holds the rows of a query: it works through a connection and gives no way to it.
RESULT = "result"

#: The slot of a worker that says which connections it was made with, though it does not hold them any more.
HANDED = "handed"

#: The slot of an event that says whether it is set.
FLAG = "flag"

#: The slot of a class that says that equal calls give one and the same object.
CACHED = "__cached__"

#: The slot of a class that says that its objects are tuples of their fields.
TUPLE = "__tuple__"

#: What holds the functions that run at the end of the process, with all that they lead to.
AT_EXIT = Symbol("at exit")

#: What holds the functions that each process runs first that this one forks.
AT_FORK = Symbol("at fork")

#: The kinds of objects that hold any number of others.
CONTAINERS = frozenset({"list", "dict", "set"})

#: The kinds of objects that live on their own, and hold what they define.
SCOPES = frozenset({"module", "class"})

#: What a record says of connections: its facts, and its slots that lead to objects or are None.
Essence = tuple[tuple[object, ...], tuple[tuple[Any, Value], ...]]


class Record:
    """What one object holds. ``links`` are those of its slots that lead to other objects of the heap."""

    __slots__ = (
        "_essence",
        "_ways",
        "born",
        "closed",
        "cls",
        "connection",
        "default",
        "exact",
        "grown",
        "kind",
        "links",
        "opened",
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
        self.opened = False  # not exact as another thread may fill it: nothing has changed it since
        self.born: tuple[tuple[ast.AST, int], ...] = ()  # the turns of loops in which a container was made
        #: Of a container: a loop fills it, and how much it holds is not known. Of a thread: others may wait for it.
        self.grown = False
        self.connection: Connection | None = None
        self.via: Value | None = None
        self.closed: Spot | None = None
        self.default: Value | None = None  # what makes the value of a key that a dict lacks
        self.owner: object = None
        self._essence: Essence | None = None
        self._ways: tuple[Value, ...] | None = None

    def copy(self, owner: object) -> Record:
        made = Record(self.kind, self.cls, self.parent)
        made.slots, made.links, made.exact = dict(self.slots), dict(self.links), self.exact
        made.born, made.grown, made.default = self.born, self.grown, self.default
        made.connection, made.via, made.closed, made.owner = self.connection, self.via, self.closed, owner
        return made

    def put(self, name: object, value: Value) -> None:
        self._ways = None
        self.slots[name] = value
        if is_link(value, self.parent):
            self.links[name] = value
        else:
            self.links.pop(name, None)

    def drop(self, name: object) -> Value | None:
        self._ways = None
        self.links.pop(name, None)
        return self.slots.pop(name, None)

    def next_place(self) -> int:
        """Return the number under which a list keeps its next item: the numbers stand in their order."""
        return next((name for name in reversed(self.slots) if isinstance(name, int)), -1) + 1

    def facts(self) -> tuple[object, ...]:
        return (self.kind, self.cls, self.parent, self.exact, self.connection, self.via, self.closed)

    def essence(self) -> Essence:
        """Return what the record says of connections: its values that lead to objects, and which are None."""
        if self._essence is None:
            slots = tuple((name, value) for name, value in self.slots.items() if value == NONE or leads(value))
            self._essence = (self.facts(), slots)
        return self._essence

    def ways(self) -> tuple[Value, ...]:
        """Return the values that the object leads to."""
        if self._ways is None:
            beside = (self.via, self.parent, self.default, self.cls if isinstance(self.cls, Obj) else None)
            self._ways = (*self.links.values(), *(each for each in beside if each is not None))
        return self._ways

    def forget(self) -> None:
        """The record is about to change: what was found out about it does not hold any more."""
        self._essence = self._ways = None
        self.opened = False

    def __eq__(self, other: object) -> bool:
        return self is other or (
            isinstance(other, Record) and self.slots == other.slots and self.facts() == other.facts()
        )

    __hash__ = None  # type: ignore[assignment]


def may_be_fewer(record: Record) -> bool:
    """Report whether a set may hold fewer items than were put into it: what is not known of them may be equal."""
    items = record.slots.values()
    return record.kind == "set" and len(items) > 1 and any(isinstance(each, Symbol) for each in items)


def is_link(value: Value, scope: Obj | None) -> bool:
    """Report whether the value leads into the heap, other than to the scope it stands in."""
    if isinstance(value, Function) and value.scope == scope and not value.defaults and not value.owner:
        return False
    return leads(value)
