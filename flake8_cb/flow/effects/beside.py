"""Beside: code that runs beside a path, in another thread or process, or called by whom it was handed to."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from flake8_cb.flow.domain.record import AT_FORK, CONTAINERS
from flake8_cb.flow.domain.state import State, changed_records
from flake8_cb.flow.domain.typestate import Fork, Use
from flake8_cb.flow.domain.values import NONE, THIS_THREAD, Const, Symbol, Value, leads
from flake8_cb.flow.effects.pickling import Pickling
from flake8_cb.flow.machine.frames import Arguments, Exits, Results
from flake8_cb.flow.machine.workers import in_worker, takes_beginning
from flake8_cb.sdk.event_loops import ignores_results, schedules

#: Ways to start code that runs beside the code which starts it, on the same objects.
BESIDE = frozenset({"thread", "task", "mapped"})

#: Those that a pool runs, which is waited for as a whole.
WAITED_FOR = frozenset({"task", "mapped"})

#: Those of whose functions nobody gets the result.
IGNORED = frozenset({"callback", "process", "thread"})

#: The kind of a value that such code has set in the place of a constant: when, is not known.
SET_BESIDE = "set beside"

#: Processes within processes that are followed.
DEEPEST_FORK = 3


class Beside(Pickling):
    """Runs code beside a path."""

    def explore(
        self,
        child: Value,
        arguments: Arguments,
        node: ast.AST,
        state: State,
        how: str,
        *,
        fork: Fork | None = None,
        label: str = "",
        prelude: Value | None = None,
        held: tuple[Value, ...] = (),
        ends: list[State] | None = None,
    ) -> frozenset[Use]:
        """Run code that runs beside this path, on a copy of the state; return its uses of connections.

        ``ends`` is given the states in which that code ends.
        """
        if len(state.forks) >= DEEPEST_FORK:
            return frozenset()
        self.note_target(child, node, how, label)
        is_loop = how == "callback" or (how == "handed" and schedules(label))
        ignores = how in IGNORED or (how == "handed" and ignores_results(label))
        branch = self.branch_of(state, node, label, fork)
        branch.held = held
        if not (fork or is_loop):  # a loop runs its callbacks in its own thread
            branch.thread = node
            if self.threads_are_named:
                self.enter_thread(branch, node)
            if how in BESIDE:
                self.open_collections(branch, [child, *arguments.values()])
        frame = replace(
            self.frame,
            loops=[],
            call=None,
            gives_away=how == "handed",
            on_loop=is_loop and self.frame.lead is None,
            stalls=None,
            is_loop=is_loop,
            ignores=ignores,
        )
        own = [] if fork or is_loop else self.thread_locals(branch)
        # What is another thread's own lives on while this one runs.
        kept = [value for key in own for value in branch.heap[key].links.values()]
        with (
            self.observing() as used,
            self.beside_path(state),
            self.leaving_by(Exits()),
            self.pushed(frame),
            self.holding(kept),
        ):
            starts = self.renew_thread_locals(own, branch, node)
            if fork and fork.inherits:
                starts = [after for each in starts for after in self.run_registered("child", each, node)]
            if prelude is not None:
                starts = [after for start in starts for after, _ in self.call(prelude, Arguments(), node, start)]
            ended = [found for start in starts for found in self.call(child, arguments, node, start, awaited=True)]
            if how == "handed" and not ignores:  # who is handed a generator or a coroutine runs it
                ended = [found for after, result in ended for found in self.used_up(result, node, after)]
            for after, result in ended:
                if ignores and leads(result):
                    after.dirty = True
                    self.collect(after)
                if fork and label and not fork.waiting:
                    self.pickle_result(after, result, node, label)
                self.fire_all(after, state.pending)
                self.finish(after)
        states = [after for after, _ in ended]
        if ends is not None:
            ends += states
        if not fork:
            self.forget_what_is_set(state, states, node, how, used)
        return self.of_this_path(used, child, state)

    def branch_of(self, state: State, node: ast.AST, label: str, fork: Fork | None) -> State:
        """Return the state in which code begins that runs beside a path, in a process of its own if there is a fork."""
        branch = state.copy()
        branch.openings = frozenset()
        branch.dirty = True
        forks = without_reports(branch.forks)
        branch.forks = (*forks, fork) if fork else in_worker(forks, node) if takes_beginning(label) else forks
        if fork:
            branch.pending = {}
            branch.thread = None
        return branch

    def forget_what_is_set(self, state: State, ends: list[State], node: ast.AST, how: str, used: set[Use]) -> None:
        """Code that runs beside this path may set data at any time: they are not known from now on.

        Where it does something to connections as well, the data may tell that: they go on saying what they said.
        """
        if how in WAITED_FOR:
            for each in [key for after in ends for key in self.what_is_filled(state, after)]:
                state.edit(each).exact = False
        if used:
            return
        known = set(state.connections())
        if any(each not in known for after in ends for each in after.connections()):
            return
        for key, name, _ in [each for after in ends for each in self.what_is_set(state, after)]:
            state.put(key, name, Symbol(SET_BESIDE, node, name))

    def what_is_filled(self, before: State, after: State) -> Iterator[Value]:
        """Yield the collections whose contents code has changed between two states."""
        for key, old, new in changed_records(before, after):
            same = new.opened or (new.exact and old.slots.keys() == new.slots.keys())
            if new.kind in CONTAINERS and old.exact and not same:
                yield key

    def what_is_set(self, before: State, after: State) -> Iterator[tuple[Value, Any, Value]]:
        """Yield the data that code has set between two states: the object, the name or key, and the value."""
        for key, old, new in changed_records(before, after):
            for name, value in new.slots.items():
                known = old.slots.get(name)
                if is_flag(known) and is_flag(value) and known != value:
                    yield key, name, value

    def used_up(self, value: Value, node: ast.AST, state: State) -> Results:
        """Run a generator or a coroutine to its end; anything else is its own result."""
        if (record := state.record(value)) is not None and record.kind == "coroutine":
            return self.wait_for(value, node, state)
        ended = self.consume(value, lambda after, _: [after], node, state)
        return [(state, value)] if ended is None else [(after, NONE) for after in ended]

    def run_registered(self, role: str, state: State, node: ast.AST) -> list[State]:
        """Run what was registered for forks, before them what came last; return the states after it."""
        registered = state.record(AT_FORK)
        functions = [value for name, value in (registered.slots.items() if registered else ()) if name.key[0] == role]
        states = [state]
        for function in functions[::-1] if role == "before" else functions:
            states = [after for each in states for after, _ in self.call(function, Arguments(), node, each)]
        return states

    def renew_thread_locals(self, own: list[Value], state: State, node: ast.AST) -> list[State]:
        """A new thread finds every ``threading.local`` empty; ``__init__`` of a class of its own runs anew."""
        states = [state]
        for key in own:
            for name in list(state.heap[key].slots):
                state.drop(key, name)
            initialise = self.method(state, key, "__init__")
            if initialise is not None:
                states = [after for each in states for after, _ in self.call(initialise, Arguments(), node, each)]
        return states

    def open_collections(self, state: State, given: list[Value]) -> None:
        """Whoever fills a collection that is empty when a thread starts may have done so when that looks into it."""
        filled = self.linted.relevance.filled
        modules = (scope for scope in self.scopes if scope in state.heap)  # others are imported on other paths
        for key in (*state.reachable(given), *modules):
            for name, value in state.heap[key].slots.items():
                if name in filled and (held := state.record(value)) is not None:
                    if held.kind in CONTAINERS and held.exact and not held.slots:
                        opened = state.edit(value)
                        opened.exact, opened.opened = False, True

    def enter_thread(self, state: State, node: ast.AST) -> None:
        """The thread that asks is another one now: what was kept for the one before it stays with that."""
        other = Symbol("thread", node)
        for key, record in list(state.heap.items()):
            for name, value in list(record.slots.items()):
                if THIS_THREAD in (name, value):
                    state.drop(key, name)
                    state.put(key, other if name == THIS_THREAD else name, other if value == THIS_THREAD else value)


def is_flag(value: Value | None) -> bool:
    """Report whether a value is a constant, or what code beside the path has set in the place of one."""
    return (isinstance(value, Const) and value != NONE) or (isinstance(value, Symbol) and value.key[0] == SET_BESIDE)


def without_reports(forks: tuple[Fork, ...]) -> tuple[Fork, ...]:
    """Return the forks for code of another process or thread than that for whose end their reports wait."""
    return tuple(replace(each, waiting=()) for each in forks)
