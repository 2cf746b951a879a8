"""Firing: the callbacks of Deferreds that nobody waits for, run when the code gives way to the reactor."""

from __future__ import annotations

from collections.abc import Container, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from flake8_cb.flow.domain.joining import MOST_STATES
from flake8_cb.flow.domain.state import State
from flake8_cb.flow.domain.typestate import Spot
from flake8_cb.flow.domain.values import NONE, Partial, Symbol, Value, definition_of, symbol
from flake8_cb.flow.effects.deferreds import Deferreds
from flake8_cb.flow.machine.frames import Catching, Exits, Results, Runner
from flake8_cb.flow.machine.stub_call import StubCall
from flake8_cb.sdk.reader import Effect

#: Callbacks that fire Deferreds, whose callbacks fire others, and so on: so many are followed.
DEEPEST_FIRING = 2


class Firing(Deferreds):
    """Runs the callbacks of Deferreds beside the path."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.firing = 0  # Deferreds within one another that are being fired
        self.undecided: list[frozenset[Value]] = []  # the conditions that were decided before each running callback

    def effect_closes(self, call: StubCall, effect: Effect) -> None:
        """A callback that closes on a condition may know by it that the other callbacks were called."""
        if self.undecided and not self.undecided[-1].issuperset(call.state.all_known()):
            for key in [key for key in call.state.pending if self.links_of(key, call.state)]:
                del call.state.pending[key]
        super().effect_closes(call, effect)

    def fire_all(self, state: State, known: Container[Value] = ()) -> None:
        """The code gives way to its event loop: every Deferred that is not ``known`` gets its answer."""
        if self.firing < DEEPEST_FIRING:
            # Of those with the same callbacks one stands for all.
            waiting = {
                (pending.connections, tuple(map(callbacks_in, self.links_of(key, state)))): key
                for key, pending in state.pending.items()
                if key not in known
            }
            for deferred in waiting.values():
                self.fire(deferred, state)
        self.end_deferreds(state)

    def fire(self, deferred: Value, state: State) -> None:
        """Run the callbacks of a Deferred beside the path, which may meet them in any order with others."""
        links = self.links_of(deferred, state)
        if not links:
            return
        branch = state.copy()
        branch.openings = frozenset()
        branch.thread = state.pending[deferred].spot.node
        self.end_deferred(deferred, branch)
        result = state.heap[deferred].slots.get("result") or symbol(self.tree, "result of", deferred)
        succeeded: Results = [(branch, result)]
        failed = [branch.copy()]
        self.firing += 1
        try:
            with self.beside_path(state), self.holding(links):
                for link in links:
                    with self.holding(value for _, value in succeeded):
                        succeeded, failed = self.pass_link(link, succeeded, failed)
                for after in self.thin([*(state for state, _ in succeeded), *failed]):
                    self.fire_all(after, state.pending)
                    self.finish(after)
        finally:
            self.firing -= 1

    def pass_link(self, link: Partial, succeeded: Results, failed: list[State]) -> tuple[Results, list[State]]:
        """Run one link of a chain for the answers and the errors that reach it; return those that leave it."""
        spot = link.function.key[1] if isinstance(link.function, Symbol) else None
        assert isinstance(spot, Spot)
        exits = Exits()
        results: Results = []
        success, failure = link.positional
        failures: Results = [(each, symbol(spot.node, "failure", spot.node)) for each in failed]
        frame = replace(self.frame, loops=[], call=None, gives_away=True, runner=Runner("reactor", spot))
        with self.leaving_by(exits, Catching()), self.pushed(frame):
            for callback, group in ((success, succeeded), (failure, failures if failure != NONE else [])):
                if self.is_running(callback):
                    continue  # it sends the next operation, and is called again with its answer
                self.note_target(callback, spot.node, "handed", "")
                for state, given in group:
                    with self.noting_decisions(state):
                        results += self.call_back(callback, given, spot.node, state)
        passed = failed if failure == NONE else []
        return results[:MOST_STATES], [*passed, *self.thin([each.state for each in exits.raised])]

    @contextmanager
    def noting_decisions(self, state: State) -> Iterator[None]:
        self.undecided.append(state.all_known())
        try:
            yield
        finally:
            self.undecided.pop()

    def is_running(self, callback: Value) -> bool:
        definition = definition_of(callback)
        return definition is not None and any(frame.function is definition for frame in self.stack)


def callbacks_in(link: Partial) -> tuple[object, ...]:
    """Return the functions that a link holds."""
    functions = [each.function if isinstance(each, Partial) else each for each in link.positional]
    return tuple(definition_of(function) or function for function in functions)
