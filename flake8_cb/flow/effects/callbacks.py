"""Callbacks: what runs code beside the path, and which of it must not wait for a connection of the sync flavour."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from flake8_cb.flow.domain.state import State
from flake8_cb.flow.domain.typestate import Spot, Use
from flake8_cb.flow.domain.values import FALSE, Function, Partial, Symbol, Tuple, Value, definition_of
from flake8_cb.flow.effects.futures import Futures
from flake8_cb.flow.events import HeldUp
from flake8_cb.flow.machine.frames import Arguments, Runner
from flake8_cb.flow.machine.stub_call import StubCall
from flake8_cb.flow.modules import Module
from flake8_cb.sdk.callbacks import is_called_by_twisted
from flake8_cb.sdk.flavours import is_sync
from flake8_cb.sdk.reader import Effect

#: The keyword of 1.x and 2.x that puts gevent's sockets in the place of the SDK's own.
GEVENT_OPTION = "experimental_gevent_support"

#: The condition that gevent has put greenlets in the place of threads.
PATCHED = Symbol("threads are greenlets")

#: What runs many pieces of code in one thread: one that waits for the network makes all others wait.
SHARING = frozenset({"greenlet", "reactor"})

#: Packages of the sync flavour that have a twin for gevent and Twisted.
TWINNED = frozenset({"couchbase", "couchbase_core"})


class Callbacks(Futures):
    """Keeps account of what runs the code, and applies the effects that hand code to a reactor."""

    @contextmanager
    def run_by(self, kind: str, spot: Spot) -> Iterator[None]:
        """Let what is explored be run by something else."""
        with self.pushed(replace(self.frame, runner=Runner(kind, spot))):
            yield

    def explore(
        self, child: Value, arguments: Arguments, node: ast.AST, state: State, how: str, **more: Any
    ) -> frozenset[Use]:
        """Run code that runs beside this path; threads and processes run it for themselves."""
        kind = "unknown" if how == "handed" else "process" if more.get("fork") else self.thread_kind(state)
        with self.run_by(kind, self.spot(node)):
            return super().explore(child, arguments, node, state, how, **more)

    def thread_kind(self, state: State) -> str:
        """Return what a new thread is."""
        return "greenlet" if state.known(PATCHED) else "thread"

    def explore_as(
        self, kind: str, child: Value, arguments: Arguments, node: ast.AST, state: State, how: str, **more: Any
    ) -> set[Value]:
        """Run code that a greenlet or a reactor runs beside this path; return the connections that it uses."""
        with self.run_by(kind, self.spot(node)):
            uses = super().explore(child, arguments, node, state, how, **more)
        return {use.connection for use in uses}

    def runner_of(self, function: Function, home: Module, node: ast.AST) -> Runner | None:
        """Return what runs the body of a function that is called at ``node``.

        The reactor runs what ``inlineCallbacks`` drives and the methods of protocols, whoever calls them.
        """
        definition = function.node
        if isinstance(definition, ast.AsyncFunctionDef):
            kind = "coroutine"
        elif function.wrapping == "deferred" or self.is_method_of_reactor(function):
            kind = "reactor"
        else:
            return self.frame.runner
        return Runner(kind, Spot(definition, definition if home is self.linted else self.place(node)))

    def is_method_of_reactor(self, function: Function) -> bool:
        """Report whether the function is a method that Twisted's reactor calls."""
        bases = self.trace.bases.get(function.owner.site, ()) if function.owner is not None else ()
        return is_called_by_twisted(getattr(function.node, "name", ""), bases)

    def effect_opens(self, call: StubCall, effect: Effect) -> None:
        """A connection may be told to wait as gevent's sockets do; this option has been there since 1.x."""
        super().effect_opens(call, effect)
        key = call.subject if call.stub.name == "__init__" else call.result
        more = call.bound.get("kwargs")
        told = dict(more.keywords).get(GEVENT_OPTION, FALSE) if isinstance(more, Partial) else FALSE
        if told != FALSE and key is not None and not call.over and call.state.connection(key) is not None:
            call.state.update_connection(key, yields=True)

    def hold_up(self, state: State, value: Value, node: ast.AST, label: str) -> None:
        """An operation waits for its answer: note it where others have to wait as well."""
        runner, spot = self.frame.runner, self.spot(node)
        key = state.root(value)
        connection = state.connection(key) if key is not None else None
        if runner is None or runner.kind not in SHARING or key is None or connection is None:
            return
        if connection.yields and runner.kind == "greenlet":
            return
        begins_elsewhere = runner.spot.is_elsewhere and connection.opening.is_elsewhere
        if self.has_twin(key, state) and not (spot.is_elsewhere and begins_elsewhere):
            self.trace.add(HeldUp(spot.place, label, connection, runner.kind, runner.spot.node, spot=spot))

    def has_twin(self, key: Value, state: State) -> bool:
        """Report whether a connection is of the sync flavour, and greenlets or a reactor have one of their own."""
        found = self.class_of_sdk(key, state)
        return found is not None and is_sync(found) and found.module.name.partition(".")[0] in TWINNED

    def effect_operates(self, call: StubCall, effect: Effect) -> None:
        super().effect_operates(call, effect)
        if effect.verb == "operates" and not call.over and call.subject is not None:
            self.hold_up(call.state, call.subject, call.node, call.label)

    def read(self, state: State, rows: Value, node: ast.AST, label: str) -> bool:
        """Rows begin to be read. Return whether the path goes on."""
        goes_on = super().read(state, rows, node, label)
        record = state.record(rows)
        if goes_on and record is not None and "drained" not in record.slots:
            self.hold_up(state, rows, node, label)
        return goes_on

    def effect_drains(self, call: StubCall, effect: Effect) -> None:
        record = call.state.record(call.subject) if call.subject is not None else None
        is_new = record is not None and "drained" not in record.slots and call.subject not in call.state.pending
        super().effect_drains(call, effect)
        if is_new and not call.over and call.subject is not None:
            self.hold_up(call.state, call.subject, call.node, call.label)

    def effect_patches_threads(self, call: StubCall, effect: Effect) -> None:
        """``gevent.monkey``: what is started as a thread from now on is a greenlet."""
        if self.argument(call, effect.role("unless")) != FALSE:
            call.state.facts[PATCHED] = True

    def effect_hands_to_reactor(self, call: StubCall, effect: Effect) -> None:
        """A reactor is handed code that it runs later: what was sent before has its answer by then."""
        child = self.argument(call, effect.role("child"))
        if child is None:
            return
        if str(effect.role("child")).startswith("self."):
            given = self.argument(call, effect.role("arguments"))
            arguments = Arguments(given.items if isinstance(given, Tuple) else ())
        else:
            arguments = self.child_of(call, effect)[1]
        self.keep_outside(call.state, [child, *arguments.values()])
        definition = definition_of(child)
        if definition is not None and any(frame.function is definition for frame in self.stack):
            return  # it calls itself again and again
        branch = call.state.copy()
        branch.pending = {}
        self.explore_as("reactor", child, arguments, call.node, branch, "handed", label=call.stub.name)
