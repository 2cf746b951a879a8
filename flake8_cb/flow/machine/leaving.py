"""Ways out: how a path leaves a block other than by its end, and which errors are caught around it."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from contextlib import contextmanager
from dataclasses import replace

from flake8_cb.flow.domain.joining import MOST_STATES, share_facts
from flake8_cb.flow.domain.state import State
from flake8_cb.flow.domain.values import Value
from flake8_cb.flow.events import Forked, Trace
from flake8_cb.flow.machine.frames import INTERRUPTS_ALONE, Catching, Exits, Handling, Raised, Results
from flake8_cb.flow.machine.position import Position
from flake8_cb.flow.modules import Module, Modules
from flake8_cb.settings import Settings


class Leaving(Position):
    """Keeps the paths that leave, and ends those that nothing catches."""

    def __init__(self, linted: Module, modules: Modules, settings: Settings, trace: Trace) -> None:
        super().__init__(linted, modules, settings, trace)
        self.exits = Exits()
        self.caught: list[Catching] = []  # by what is around what runs
        self.expecting = 0  # blocks of tests around what runs that ask for an error
        self.handling: tuple[Handling, ...] = ()  # the error handlers that run
        self.interrupted: list[State] = []  # in which an error that nobody catches leaves a call from outside
        self.shared: Container[Value] = ()  # what the path has beside which code runs
        self.finished: set[Value] = set()  # what the end of the module has told of, if it lasts

    @contextmanager
    def beside_path(self, state: State) -> Iterator[None]:
        """Run code on a copy of a state: its errors stay with it, and what the state holds outlives it."""
        before = self.caught, self.shared
        self.caught, self.shared = [], state.heap
        try:
            yield
        finally:
            self.caught, self.shared = before

    @contextmanager
    def leaving_by(self, exits: Exits, catching: Catching | None = None) -> Iterator[None]:
        """Collect the paths that leave a block in ``exits``, with those of errors that are caught there."""
        before = self.exits, self.caught
        self.exits, self.caught = exits, [*self.caught, *([catching] if catching else [])]
        try:
            yield
        finally:
            self.exits, self.caught = before

    @contextmanager
    def expected(self, is_expected: bool = True) -> Iterator[None]:
        """Let a block be one that a test wants to fail."""
        self.expecting += is_expected
        try:
            yield
        finally:
            self.expecting -= is_expected

    @contextmanager
    def handled_by(self, handling: Handling) -> Iterator[None]:
        """Let a block be that of an error handler."""
        self.handling += (handling,)
        try:
            yield
        finally:
            self.handling = self.handling[:-1]

    def may_raise(self, state: State, *, foreign: bool = False, past: frozenset[str] = frozenset()) -> Raised | None:
        """Any call in a ``try`` body may raise what a handler around it catches, but for the kinds in ``past``.

        Returns the way out that this adds, None where there is no new one.
        """
        if not self.may_be_caught(foreign=foreign, past=past):
            return None
        raised = Raised(state, None, foreign, past)
        known = self.exits.raised
        if known and known[-1] == raised:
            share_facts(known[-1].state, state)
            return None
        known.append(replace(raised, state=state.copy()))
        return known[-1]

    def may_be_caught(self, *, foreign: bool, past: frozenset[str]) -> bool:
        """Report whether a handler around catches an error that is none of the SDK's, or none of certain kinds."""
        if past >= INTERRUPTS_ALONE:
            return any(each.interrupts for each in self.caught)
        return any(each.others or not foreign for each in self.caught)

    def in_try(
        self,
        state: State,
        run: Callable[[], Results],
        *,
        foreign: bool = False,
        past: frozenset[str] = frozenset(),
    ) -> Results:
        """Run what may raise in a ``try`` body; if it has closed a connection, it has failed while it did so."""
        opened = open_connections(state) if self.caught else []
        before = self.may_raise(state, foreign=foreign, past=past)
        found = run()
        if before is not None:
            keep_on_failure(before.state, [after for after, _ in found])
        if before is not None and any(is_closed(key, after) for after, _ in found for key in opened):
            self.exits.raised[:] = [each for each in self.exits.raised if each is not before]
            self.may_fail_to_close([after for after, _ in found], opened)
        return found

    def may_fail_to_close(self, states: list[State], opened: list[Value]) -> None:
        """An error of a close leaves it open whether the connection is closed: nothing more is said of it.

        It is given nothing whose type could be wrong: who catches that has another kind of objects in mind.
        """
        for state in states:
            failed = state.copy()
            for key in opened:
                if is_closed(key, failed):
                    failed.edit(key).connection = None
            self.may_raise(failed, past=frozenset({"TypeError"}))

    def throw(self, state: State, exception: Value) -> None:
        """The path goes on where the exception is caught, or ends."""
        if self.caught:
            self.exits.raised.append(Raised(state, exception))
        else:
            self.trace.cut_short.update(each.opened.node for _, each in state.connections())
            self.interrupt(state)

    def interrupt(self, state: State) -> None:
        """An error that nobody catches ends the path: raised there, or by a client that leaves an endless loop."""
        self.finish(state)
        if state.thread is None and len(self.interrupted) < MOST_STATES:
            self.interrupted.append(state)

    def finish(self, state: State) -> None:
        """The path is over: report what waited for its end. What it shares with another path lives on there."""
        for fork in state.forks:
            if fork.waiting:
                self.trace.add(Forked(fork.spot.place, fork.label, fork.waiting, spot=fork.spot))
        for key, _ in state.connections():
            if key not in self.shared and not (key in self.finished and key not in state.heap.own):
                self.retire(state, key)


def keep_on_failure(failed: State, states: list[State]) -> None:
    """A call that hands a connection to code which is not seen has done so, too, where it fails behind that."""
    for state in states:
        for key, connection in state.connections():
            known = failed.connection(key)
            if connection.kept_outside and known is not None and not known.kept_outside:
                failed.update_connection(key, kept_outside=True)


def open_connections(state: State) -> list[Value]:
    """Return the connections that nobody has closed."""
    return [key for key, each in state.connections() if not each.closed]


def is_closed(key: Value, state: State) -> bool:
    connection = state.connection(key)
    return connection is not None and connection.closed is not None
