"""Blocking: which code an event loop runs, and what makes it wait there for a connection of the sync flavour."""

from __future__ import annotations

import ast

from flake8_cb.flow.domain.state import State
from flake8_cb.flow.domain.values import Function, Obj, Value
from flake8_cb.flow.effects.sharing import Sharing
from flake8_cb.flow.events import Blocked
from flake8_cb.flow.modules import Module
from flake8_cb.flow.names.scopes import awaited_in
from flake8_cb.sdk.event_loops import COROUTINE_DECORATORS, LOOP_METHODS, THREAD_DECORATORS
from flake8_cb.sdk.flavours import is_sync
from flake8_cb.sdk.reader import StubClass

#: Decorators after which a function is what it was, as to who runs it.
PLAIN_DECORATORS = frozenset({"staticmethod", "classmethod"})


class Blocking(Sharing):
    """Keeps account of what event loops run.

    What blocks a loop stands where the loop's own code, a coroutine or a callback, leads to it. Of coroutines in
    other files nothing is told: they are those files' affair.
    """

    def stalled(self, node: ast.AST) -> ast.AST | None:
        """Return the expression that blocks a loop if ``node`` blocks, or None if no loop runs this."""
        if node is self.tree:
            return None  # outside code calls from there
        return node if self.frame.on_loop else self.frame.stalls

    def enter_loop(self, function: Function, home: Module, node: ast.AST) -> tuple[bool, ast.AST | None]:
        """Return ``on_loop`` and ``stalls`` of the frame in which the function is run by a call at ``node``."""
        if self.is_threaded(function, node):
            return False, None
        if self.is_run_by_loop(function):
            return home is self.linted, None
        if self.frame.is_loop and home is self.linted:
            return True, None
        return False, self.stalled(node)

    def is_run_by_loop(self, function: Function) -> bool:
        """Report whether an event loop runs the function, whoever calls it."""
        if isinstance(function.node, ast.AsyncFunctionDef):
            return True
        if not COROUTINE_DECORATORS.isdisjoint(self.trace.decorators.get(function.node, ())):
            return True
        bases = self.trace.bases.get(function.owner.site, ()) if function.owner is not None else ()
        name = getattr(function.node, "name", "")
        return any(name in LOOP_METHODS.get(base, ()) for base in bases)

    def is_threaded(self, function: Function, node: ast.AST) -> bool:
        """Report whether a decorator sends the calls of a plain function to a thread.

        One that cannot be read is known by its caller, who awaits what a plain function gives.
        """
        decorators = self.trace.decorators.get(function.node, ())
        if isinstance(function.node, ast.AsyncFunctionDef) or PLAIN_DECORATORS.issuperset(decorators):
            return False
        if not COROUTINE_DECORATORS.isdisjoint(decorators):
            return False
        if not THREAD_DECORATORS.isdisjoint(decorators):
            return True
        return self.is_awaited(node)

    def block(self, state: State, value: Value, node: ast.AST, label: str) -> None:
        """The thread waits for the connection that the value is or works through."""
        place = self.stalled(node)
        key = state.root(value) if place is not None else None
        connection = state.connection(key) if key is not None else None
        if place is None or key is None or connection is None or not self.is_sync_object(key, state):
            return
        awaited = connection.outside and self.is_awaited(node)
        self.trace.add(Blocked(place, label, self.spot(node), connection, awaited))

    def is_awaited(self, node: ast.AST) -> bool:
        """Report whether the running function waits, as a coroutine does, for what it is given at ``node``."""
        function = self.frame.function
        return isinstance(node, ast.AsyncFor) or (function is not None and node in awaited_in(function))

    def is_sync_object(self, key: Value, state: State) -> bool:
        """Report whether a connection, or a handle whose connection came from outside, is of the sync flavour."""
        found = self.class_of_sdk(key, state)
        return found is not None and is_sync(found)

    def class_of_sdk(self, key: Value, state: State) -> StubClass | None:
        """Return the class of the SDK that an object is of, be it by a class of the program."""
        cls = state.heap[key].cls
        ancestors = self.mro(state, cls) if isinstance(cls, (StubClass, Obj)) else []
        return next((each for each in ancestors if isinstance(each, StubClass)), None)
