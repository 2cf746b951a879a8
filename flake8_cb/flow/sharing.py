"""Sharing: which connections belong to the whole process, and which functions close them."""

from __future__ import annotations

import ast

from flake8_cb.flow.connections import Connections
from flake8_cb.flow.events import ClosedShared
from flake8_cb.flow.state import State
from flake8_cb.flow.values import Symbol, Value, qualified_name
from flake8_cb.sdk.reader import StubClass

#: Objects that a framework makes anew for each request.
REQUEST_OBJECTS = frozenset({"flask.g", "quart.g", "flask.request", "quart.request"})


class Sharing(Connections):
    """Tells what the process shares."""

    def note_shared_close(self, state: State, key: Value, node: ast.AST, label: str) -> None:
        """A connection is closed. An error handler that closes what is broken goes on to replace it."""
        function = self.outermost()
        connection = state.connection(key)
        if function is None or connection is None or connection.outside or self.handling:
            return
        spot = self.spot(node)
        if not connection.closed and self.is_told(connection.opening.place, spot) and self.is_shared(state, key):
            self.trace.add(ClosedShared(spot.place, label, connection, function))

    def is_shared(self, state: State, key: Value) -> bool:
        """Report whether the connection is kept where all code of the process finds it: in a module, a class, a cache.

        What is kept for one thread or one request is not.
        """
        own = frozenset(
            each
            for each, record in state.heap.items()
            if isinstance(record.cls, StubClass) and record.cls.name == "local"
        )
        keepers = [each for each in state.heap if isinstance(each, Symbol) and lasts(each)]
        return key in state.reachable([*self.scopes, *state.cached.values(), *keepers], stop=own)


def lasts(value: Symbol) -> bool:
    """Report whether an unknown object was there before the function that runs, and is no request's."""
    if is_of_request(value):
        return False
    base: object = value
    while isinstance(base, Symbol) and base.key[0] in ("attribute", "item", "call"):
        base = base.key[1]
    return not (isinstance(base, Symbol) and base.key[0] == "parameter")


def is_of_request(value: Symbol) -> bool:
    """Report whether an unknown object lives as long as a request: ``flask.g``, ``request`` and its ``state``."""
    if qualified_name(value) in REQUEST_OBJECTS:
        return True
    while value.key[0] == "attribute" and isinstance(value.key[1], Symbol):
        if value.key[2] not in ("state", "ctx", "g"):
            return False  # as `request.app`
        value = value.key[1]
    return value.key[0] == "parameter" and value.key[2] in ("request", "req")
