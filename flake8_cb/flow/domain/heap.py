"""The objects of one path, in two layers: those that stay are shared by all paths that go on from where they were made.

What is done for every statement, and for every two paths that meet, then costs what a path has done itself, and not
what all modules of the project have defined.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flake8_cb.flow.domain.record import Record
    from flake8_cb.flow.domain.values import Value


class Heap:
    """A table of objects.

    ``lasting`` are those that nothing drops, as they were when they got there, and ``own`` all others with what has
    become of the lasting ones since. A table in ``lasting`` never changes.
    """

    __slots__ = ("lasting", "lasting_connections", "own")

    def __init__(self) -> None:
        self.lasting: dict[Value, Record] = {}
        self.lasting_connections: tuple[Value, ...] = ()
        self.own: dict[Value, Record] = {}

    def copy(self) -> Heap:
        made = Heap.__new__(Heap)
        made.lasting, made.lasting_connections, made.own = self.lasting, self.lasting_connections, self.own.copy()
        return made

    def get(self, key: Value) -> Record | None:
        found = self.own.get(key)
        return self.lasting.get(key) if found is None else found

    def __getitem__(self, key: Value) -> Record:
        found = self.own.get(key)
        return self.lasting[key] if found is None else found

    def __setitem__(self, key: Value, record: Record) -> None:
        self.own[key] = record

    def __delitem__(self, key: Value) -> None:
        if key in self.lasting:
            self.let_none_last()
        del self.own[key]

    def __contains__(self, key: object) -> bool:
        return key in self.own or key in self.lasting

    def __iter__(self) -> Iterator[Value]:
        yield from self.lasting
        yield from self.passing()

    def __len__(self) -> int:
        return len(self.lasting) + sum(1 for _ in self.passing())

    def items(self) -> Iterator[tuple[Value, Record]]:
        own = self.own
        for key, record in self.lasting.items():
            yield key, own.get(key, record)
        for key in self.passing():
            yield key, own[key]

    def passing(self) -> Iterator[Value]:
        """Yield the objects that may be dropped."""
        lasting = self.lasting
        return (key for key in self.own if key not in lasting)

    def connections(self) -> Iterator[Value]:
        """Yield the objects that are connections."""
        own = self.own
        for key in self.lasting_connections:
            if own.get(key, self.lasting[key]).connection:
                yield key
        known = self.lasting_connections
        for key, record in own.items():
            if record.connection and key not in known:
                yield key

    def let_last(self, keys: Container[Value]) -> None:
        """Nothing will drop these objects; they stay in the order in which they were made."""
        own = self.own
        moved = {key: own.pop(key) for key in list(own) if key in keys}
        self.lasting = {**self.lasting, **moved}
        self.lasting_connections = tuple(key for key, record in self.lasting.items() if record.connection)

    def let_none_last(self) -> None:
        """Whatever there is may be dropped again."""
        self.own = {**self.lasting, **self.own}
        self.lasting, self.lasting_connections = {}, ()

    def differences(self, other: Heap) -> Iterator[Value]:
        """Yield the objects that are not one and the same record in both tables, the newest first."""
        if self.lasting is other.lasting:
            mine, theirs = self.own, other.own
            yield from (key for key in reversed(mine) if theirs.get(key) is not mine[key])
            yield from (key for key in theirs if key not in mine)
        else:
            yield from (key for key, record in self.items() if other.get(key) is not record)
            yield from (key for key in other if key not in self)

    def unequal(self, other: Heap) -> Iterator[Value]:
        """Yield the objects whose records are not equal."""
        return (key for key in self.differences(other) if self.get(key) != other.get(key))
