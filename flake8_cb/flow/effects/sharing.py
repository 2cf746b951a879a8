"""Sharing: which connections belong to the whole process, and which functions close them."""

from __future__ import annotations

import ast
from itertools import pairwise

from flake8_cb.flow.domain.state import State
from flake8_cb.flow.domain.values import Obj, Symbol, Value, qualified_name
from flake8_cb.flow.effects.connections import Connections
from flake8_cb.flow.events import ClosedShared
from flake8_cb.flow.names.scopes import arguments_of, dotted, names_of
from flake8_cb.sdk.entry_points import APPLICATION_ATTRIBUTES, APPLICATIONS, CURRENT_APPLICATIONS
from flake8_cb.sdk.reader import StubClass
from flake8_cb.trees import first_name

#: Objects that a framework makes anew for each request.
REQUEST_OBJECTS = frozenset({"flask.g", "quart.g", "flask.request", "quart.request"})


class Sharing(Connections):
    """Tells what the process shares."""

    def note_shared_close(self, state: State, key: Value, node: ast.AST, label: str) -> None:
        """A connection is closed. An error handler that closes what is broken goes on to replace it."""
        function = self.outermost()
        connection = state.connection(key)
        if connection is None or connection.outside or self.handling or (function is None and not connection.cached):
            return
        spot = self.spot(node)
        if connection.closed or not self.is_told(connection.opening.place, spot):
            return
        # What a function that was handed to a framework finds around it is there for each of its calls.
        given = any(frame.gives_away for frame in self.stack) and connection.kept_outside
        if (given and connection.entry is not function) or self.is_shared(state, key):
            self.trace.add(ClosedShared(spot.place, label, connection, function, spot=spot))

    def note_given_back(self, state: State, value: Value, node: ast.AST) -> None:
        """What is given to a collection that was there before the function that runs, the next call takes out of it."""
        if self.frame.module.relevance.is_taken_from(node) and not self.is_made_here(node, state):
            for key in state.held_connections(value):
                state.update_connection(key, given_back=True)

    def is_made_here(self, node: ast.AST, state: State) -> bool:
        """Report whether the function has bound the object of a method call, and neither got nor imported it."""
        function = self.frame.function
        if function is None or not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            return False
        given = {each.arg for each in arguments_of(function.args)}
        base = self.look_up(first_name(node.func.value), state)
        if isinstance(base, Symbol) and base.key[0] in ("module", "attribute") and base.name:
            return False
        return not (names_of(function).bound - given).isdisjoint(dotted(node.func.value)[:1])

    def application(self, state: State, scope: Obj | None = None) -> Symbol | None:
        """Return the application object of a scope, or the linted module, if it makes or imports exactly one.

        Where no scope is named it may also be one that a function makes, and that keeps something.
        """
        found = {
            value
            for value in state.heap[scope or self.scopes[0]].slots.values()
            if isinstance(value, Symbol) and value.key[0] == "call" and application_of(value) is value
        }
        if not found and scope is None:
            made = (application_of(key) for key in state.heap if isinstance(key, Symbol))
            found = {each for each in made if each is not None and each.key[0] == "call"}
        return found.pop() if len(found) == 1 else None

    def application_for(self, node: ast.AST, state: State) -> Symbol | None:
        """Return the application object where ``request.app``, ``self.application`` or the like stands for it."""
        if not isinstance(node, ast.Attribute):
            return None
        holder = getattr(node.value, "attr", getattr(node.value, "id", ""))
        if holder not in APPLICATION_ATTRIBUTES.get(node.attr, ()):
            return None
        return self.application(state)

    def leads_to_application(self, parts: tuple[str, ...], value: Value | None, state: State) -> bool:
        """Report whether a dotted name, whose first part is the value, leads to an application that keeps something."""
        name = qualified_name(value) if isinstance(value, Symbol) else ""
        by_attribute = any(holder in APPLICATION_ATTRIBUTES.get(attribute, ()) for holder, attribute in pairwise(parts))
        if not (by_attribute or name in APPLICATIONS or name in CURRENT_APPLICATIONS):
            return False
        return any(
            isinstance(key, Symbol) and record.links and application_of(key) is not None
            for key, record in state.heap.items()
        )

    def contents(self, value: Value) -> Symbol | None:
        """Return what stands for the items of an unknown object that stays: an application or a module has it."""
        stays = application_of(value) is not None or is_of_module(value)
        return Symbol("items of", value) if stays else None

    def kept_item(self, holder: Value, key: Value | None, state: State) -> Value | None:
        """Return what an unknown object that stays is known to have under a key, or None."""
        contents = self.contents(holder)
        kept = state.record(contents) if contents is not None else None
        return kept.slots.get(key) if kept is not None else None

    def thread_locals(self, state: State) -> list[Value]:
        """Return the objects of ``threading.local`` and of classes that derive from it."""
        return [
            key
            for key, record in state.heap.items()
            if record.kind == "instance"
            and record.cls is not None
            and any(isinstance(cls, StubClass) and cls.name == "local" for cls in self.mro(state, record.cls))
        ]

    def is_shared(self, state: State, key: Value) -> bool:
        """Report whether the connection is kept where all code of the process finds it: in a module, a class, a cache.

        What is kept for one thread or one request is not.
        """
        own = frozenset(self.thread_locals(state))
        keepers = [each for each in state.heap if isinstance(each, Symbol) and lasts(each)]
        return key in state.reachable([*self.scopes, *state.cached.values(), *keepers], stop=own)


def application_of(value: object) -> Symbol | None:
    """Return the application object that an attribute, or what stands for its items, belongs to."""
    while isinstance(value, Symbol) and value.key[0] in ("attribute", "item", "items of"):
        if is_given_application(value):
            return value
        value = value.key[1]
    is_made = isinstance(value, Symbol) and value.key[0] == "call" and qualified_name(value) in APPLICATIONS
    return value if is_made else None  # type: ignore[return-value]


def is_given_application(value: Symbol) -> bool:
    """Report whether a framework gives the application object under the name of the value."""
    holder = value.key[1] if value.key[0] == "attribute" else None
    holders = APPLICATION_ATTRIBUTES.get(str(value.key[-1]), ())
    return qualified_name(value) in CURRENT_APPLICATIONS or (isinstance(holder, Symbol) and holder.key[-1] in holders)


def is_of_module(value: Value) -> bool:
    """Report whether an unknown object is reached from a module by attributes and items, and is no request's."""
    base: object = value
    while isinstance(base, Symbol) and base.key[0] in ("attribute", "item"):
        base = base.key[1]
    is_module = isinstance(base, Symbol) and base.key[0] == "module"
    return is_module and isinstance(value, Symbol) and not is_of_request(value)


def lasts(value: Symbol) -> bool:
    """Report whether an unknown object was there before the function that runs, and is no request's."""
    if is_of_request(value):
        return False
    base: object = value
    while isinstance(base, Symbol) and base.key[0] in ("attribute", "item", "call", "items of"):
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
