"""Pickling: what must be pickled for another process, and the connections among it."""

from __future__ import annotations

import ast
from collections.abc import Iterable

from flake8_cb.flow.domain.state import State
from flake8_cb.flow.domain.typestate import Connection
from flake8_cb.flow.domain.values import Bound, Function, Obj, Partial, Tuple, Value
from flake8_cb.flow.effects.locks import Locks
from flake8_cb.flow.events import Pickled
from flake8_cb.flow.machine.frames import Arguments, Exits
from flake8_cb.flow.machine.stub_call import StubCall
from flake8_cb.sdk.reader import Effect

#: Methods by which a class says itself how it is pickled.
PICKLE_METHODS = ("__reduce__", "__reduce_ex__", "__getnewargs__")


class Pickling(Locks):
    """Finds connections in what is pickled."""

    def effect_says_how_to_pickle(self, call: StubCall, effect: Effect) -> None:
        """``copyreg.pickle``: a function stands in for the method of a class that says how it is pickled."""
        cls, function = (call.bound.get(effect.role(role) or "") for role in ("of", "by"))
        if isinstance(cls, Obj) and isinstance(function, Function) and call.state.record(cls) is not None:
            call.state.put(cls, PICKLE_METHODS[0], function)

    def pickle(self, call: StubCall, values: Iterable[Value]) -> bool:
        """Report connections among what must be pickled; return whether there are some."""
        found = self.pickled_connections(call.state, values)
        self.note_pickled(call.node, call.label, found)
        return bool(found)

    def note_pickled(self, node: ast.AST, label: str, connections: Iterable[Connection]) -> None:
        spot = self.spot(node)
        for connection in self.told(connections, spot):
            self.trace.add(Pickled(spot.place, label, connection, spot=spot))

    def pickle_result(self, state: State, result: Value, node: ast.AST, label: str) -> None:
        self.note_pickled(node, label, self.pickled_connections(state, [result]))

    def pickled_connections(self, state: State, values: Iterable[Value]) -> list[Connection]:
        """Return the connections in the data that the values lead to (functions and classes go by name)."""
        seen: set[Value] = set()
        found: list[Connection] = []
        todo = list(values)
        while todo:
            value = todo.pop()
            if isinstance(value, Tuple):
                todo += value.items
            elif isinstance(value, Bound):
                todo.append(value.subject)
            elif isinstance(value, Partial):
                todo += [value.function, *value.positional, *(each for _, each in value.keywords)]
            record = state.heap.get(value)
            if record is None or value in seen or record.kind in ("function", "module", "class"):
                continue
            seen.add(value)
            root = state.root(value)
            if root is not None and (connection := state.connection(root)):
                if connection not in found:
                    found.append(connection)
            elif isinstance(record.cls, Obj) and (own := self.pickled_state(state, value)) is not None:
                todo += own
            else:
                todo += record.links.values()
        return found

    def pickled_state(self, state: State, value: Value) -> list[Value] | None:
        """Return what a class that says itself how it is pickled puts there, or None if it does not say."""
        getter = self.method(state, value, "__getstate__")
        if getter is not None and not any(self.method(state, value, name) for name in PICKLE_METHODS):
            branch = state.copy()
            with self.leaving_by(Exits()):
                results = self.call(getter, Arguments(), self.tree, branch)
            return [each for after, found in results for each in self.handed(after, found)]
        return [] if getter is not None or any(self.method(state, value, name) for name in PICKLE_METHODS) else None
