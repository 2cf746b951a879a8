"""Threads, pools and executors: work that is given away and waited for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, NamedTuple, cast

from flake8_cb.flow.domain.joining import MOST_STATES
from flake8_cb.flow.domain.natures import repeated
from flake8_cb.flow.domain.record import RESULT, Record
from flake8_cb.flow.domain.state import State
from flake8_cb.flow.domain.typestate import Fork, Spot, Use
from flake8_cb.flow.domain.values import (
    FALSE,
    NONE,
    THIS_THREAD,
    Bound,
    Const,
    Function,
    Partial,
    Symbol,
    Tuple,
    Value,
    definition_of,
    symbol,
)
from flake8_cb.flow.effects.processes import Processes
from flake8_cb.flow.machine.frames import Arguments
from flake8_cb.flow.machine.stub_call import StubCall
from flake8_cb.sdk.reader import Effect, StubFunction

#: The slot of a thread that says what it closes and what it sets, for each way in which it may end.
WAYS = "ways"


class Way(NamedTuple):
    """How a thread may end.

    These are the connections that it closes, with where they were opened, the data that it sets, and the collections
    whose contents it changes.
    """

    closes: tuple[tuple[Value, Spot, Spot], ...]
    sets: tuple[tuple[Value, Any, Value], ...]
    fills: tuple[Value, ...]


class Tasks(Processes):
    """Applies the effects that give work away and wait for it."""

    def effect_starts_thread(self, call: StubCall, effect: Effect) -> None:
        child, arguments = self.child_of(call, effect)
        if child is None or child == NONE:
            return
        ends: list[State] = []
        used = self.explore(child, arguments, call.node, call.state, "thread", ends=ends)
        self.note_start(call, used)
        record = call.state.record(call.subject) if call.subject is not None else None
        if used and not (record is not None and record.grown):
            key = call.subject if call.subject is not None else Symbol("thread", call.node, *self.here())
            call.state.pending[key] = self.beside(call, used, "a thread")
        if call.subject is not None and record is not None and not record.grown:
            self.note_ways(call.state, call.subject, ends)

    def note_ways(self, state: State, worker: Value, ends: list[State]) -> None:
        """Remember what a thread closes and sets, for each way in which it may end: who waits for it finds it so."""
        ways = self.ways_of(state, ends)
        if any(map(any, ways)):
            state.put(worker, WAYS, Symbol(WAYS, tuple(ways)))

    def ways_of(self, state: State, ends: list[State]) -> dict[Way, None]:
        """Return in which ways code beside this path may end, given the states in which it does."""
        opened = [(key, each.opened) for key, each in state.connections() if not each.closed]
        return dict.fromkeys(
            Way(
                tuple(
                    (key, spot, each.closed) for key, spot in opened if (each := after.connection(key)) and each.closed
                ),
                tuple(self.what_is_set(state, after)),
                tuple(self.what_is_filled(state, after)),
            )
            for after in ends
        )

    def close_in(self, state: State, ways: Iterable[Way]) -> None:
        """Close what code has closed in all ways in which it may end; of what it closes in some nothing is known."""
        closes = [way.closes for way in ways]
        for key, opened, spot in dict.fromkeys(each for one in closes for each in one):
            connection = state.connection(key)
            if connection is None or connection.opened != opened or connection.closed:
                continue
            self.forget_instance(state, key)
            if all((key, opened, spot) in one for one in closes):
                state.update_connection(key, closed=spot)
            else:
                state.edit(key).connection = None

    def effect_joins(self, call: StubCall, effect: Effect) -> list[StubCall]:
        if call.bound.get("return_when") == Const.of("FIRST_COMPLETED"):
            futures = self.items(call.bound.get(effect.role("all") or "", NONE), call.state)
            if futures is None:
                return [call]
            over = [replace(call, state=call.state.copy())]
            rest = self.container(call.state, "set", enumerate(futures), call.node)
            call.result = Tuple((Symbol("done", call.node, *self.here()), rest))
            for each in futures:
                over = [after for one in over for after in self.end_task(one, each, effect)][:MOST_STATES]
            for one in over:  # all of them have ended together
                done = self.container(one.state, "set", enumerate(futures), call.node)
                one.result = Tuple((done, self.container(one.state, "set", (), call.node)))
            return [call, *over] if len(futures) > 1 else over
        ended: list[Value] = [call.subject] if call.subject is not None else []
        several = call.bound.get(effect.role("all") or "")
        if several is not None:
            ended += self.items(several, call.state) or [several]
        found = [call]
        for each in ended:
            found = [after for one in found for after in self.end_task(one, each, effect)][:MOST_STATES]
        return found

    def end_task(self, call: StubCall, worker: Value, effect: Effect) -> list[StubCall]:
        """What ran beside this path has ended: what it has closed is closed."""
        call.state.pending.pop(worker, None)
        self.let_go(call.state, worker, effect)
        call.state.dirty = True
        record = call.state.record(worker)
        ways = record.slots.get(WAYS) if record is not None else None
        if not isinstance(ways, Symbol) or ways.key[0] != WAYS:
            return [call]
        call.state.drop(worker, WAYS)
        found = []
        for way in cast("tuple[Way, ...]", ways.key[1]):
            after = replace(call, state=call.state.copy())
            for key, name, value in way.sets:
                after.state.put(key, name, value)
            for key in way.fills:
                after.state.edit(key).exact = False
            for key, opened, spot in way.closes:
                connection = after.state.connection(key)
                if connection is not None and connection.opened == opened and not connection.closed:
                    self.forget_instance(after.state, key)
                    after.state.update_connection(key, closed=spot)
            found.append(after)
        return found

    def effect_lists_threads(self, call: StubCall, effect: Effect) -> None:
        running = [key for key, pending in call.state.pending.items() if pending.what == "a thread"]
        call.result = self.container(call.state, "list", enumerate(running), call.node)

    def effect_names_thread(self, call: StubCall, effect: Effect) -> None:
        call.result = THIS_THREAD
        self.threads_are_named = True

    def effect_tells_end(self, call: StubCall, effect: Effect) -> list[StubCall]:
        """``is_alive`` and ``done``: the path on which the answer says so need not wait any more."""
        subject = call.subject
        if subject is None or subject not in call.state.pending:
            return [call]
        ended = replace(call, state=call.state.copy())
        del ended.state.pending[subject]
        says_ended = effect.role("by") == "true"
        call.result, ended.result = Const.of(not says_ended), Const.of(says_ended)
        return [call, ended]

    def effect_completes(self, call: StubCall, effect: Effect) -> None:
        """``as_completed``: each task ends when it is taken."""
        several = call.bound.get(effect.role("all") or "")
        if several is not None:
            record = Record("completed")
            record.put("tasks", several)
            call.result = call.state.allocate(call.node, record)

    def effect_delegates(self, call: StubCall, effect: Effect) -> list[StubCall]:
        """``loop.run_in_executor``: the work goes to the executor that is named."""
        executor = call.bound.get(effect.role("executor") or "")
        record = call.state.record(executor) if executor is not None else None
        function = call.bound.get(effect.role("child") or "")
        given = self.child_of(call, effect)[1]
        if function is None:
            return [call]
        if executor is not None and record is not None and record.cls is not None:
            found: list[StubCall] = []
            for state, method in self.attribute(executor, "submit", call.node, call.state):
                arguments = Arguments((function, *given.positional))
                results = self.call(method, arguments, call.node, state)
                found += [replace(call, state=after, result=value) for after, value in results]
            return found or [replace(call, over=True)]
        # A coroutine that holds a lock waits for the work under it.
        used = self.explore(function, given, call.node, call.state, "task", held=call.state.held)
        self.note_start(call, used)
        if effect.role("waits") or call.node in self.awaited_at_once:
            call.result = self.unread_rows(function, call)
            return [call] if call.result is not None else self.worked(function, given, call)
        if used:
            call.result = Symbol("task", call.node, *self.here())
            call.state.pending[call.result] = self.beside(call, used, "an executor's task")
        return [call]

    def worked(self, function: Value, given: Arguments, call: StubCall) -> list[StubCall]:
        """Go on with what the work has done and returned, where its caller waits for it: it is told of as work."""
        with self.on_scratch(), self.pushed(replace(self.frame, on_loop=False, stalls=None)):
            ended = self.call(function, given, call.node, call.state.copy())
        return [replace(call, state=after, result=result) for after, result in ended] or [replace(call, over=True)]

    def unread_rows(self, function: Value, call: StubCall) -> Value | None:
        """Return the rows of a lazy query that a thread makes: they come back as they are, still to be asked for."""
        while isinstance(function, Partial):
            function = function.function
        stub = function.function if isinstance(function, Bound) else None
        if not isinstance(function, Bound) or not isinstance(stub, StubFunction) or stub.effect("lazy") is None:
            return None
        returned, via = stub.returned(), function.subject
        if returned is None or call.state.root(via) is None:
            return None
        return self.make(call.state, returned, call.node, RESULT, via=via)

    def effect_runs_later(self, call: StubCall, effect: Effect) -> None:
        """An event loop is given a function to run, which may well give itself to the loop again."""
        child, arguments = self.child_of(call, effect)
        definition = definition_of(child)
        if child is not None and (definition is None or all(each.function is not definition for each in self.stack)):
            self.explore(child, arguments, call.node, call.state, "callback")

    def effect_shuts_down(self, call: StubCall, effect: Effect) -> None:
        if self.argument(call, effect.role("wait")) != FALSE and call.subject is not None:
            self.end_tasks(call.state, call.subject)

    def end_tasks(self, state: State, executor: Value) -> None:
        for key in [key for key, pending in state.pending.items() if pending.owner == executor]:
            del state.pending[key]
            record = state.record(key)
            ways = record.slots.get(WAYS) if record is not None else None
            if isinstance(ways, Symbol):
                state.drop(key, WAYS)
                self.close_in(state, cast("tuple[Way, ...]", ways.key[1]))
        state.dirty = True

    def effect_submits(self, call: StubCall, effect: Effect) -> None:
        """A pool or executor is given work, once or for each of several items."""
        where = effect.role("where") or "process"
        if where in ("thread", "greenlet"):
            self.submit_to_threads(call, effect, are_threads=where == "thread")
        elif where != "joblib":
            self.submit_to_processes(call, effect, self.workers_of(call, effect))
        elif not self.in_this_process(call):
            self.submit_to_processes(call, effect, Fork(self.spot(call.node), call.label, inherits=False))

    def submit_to_threads(self, call: StubCall, effect: Effect, *, are_threads: bool) -> None:
        """Threads, or else greenlets, work on the objects of this path."""
        tasks = self.tasks_of(call, effect)
        used: frozenset[Use] = frozenset()
        closing: list[list[State]] = []
        several = len(tasks) > 1 or not self.has_known_items(call, effect)
        prelude = self.initializer_of(call)
        if prelude is not None:
            self.note_target(prelude, call.node, "initializer", "")
        how, node, state = self.how(effect), call.node, call.state
        for function, arguments in tasks:
            ends: list[State] = []
            found = self.explore(function, arguments, node, state, how, prelude=prelude, ends=ends)
            closing.append(ends)
            if are_threads:
                self.note_start(call, found, call.subject)
                if several:
                    self.note_together(call, found, found if len(tasks) == 1 else used)
            used |= found
        ways = [self.ways_of(state, each) for each in closing]
        if effect.role("waits"):
            for each in ways:
                self.close_in(state, each)
        elif used or any(each.closes for one in ways for each in one):
            returned = call.stub.returned()
            call.result = self.make(state, returned, node) if returned else None
            key = call.result or Symbol("task", node, *self.here())
            state.pending[key] = self.beside(call, used, "an executor's task", owner=call.subject, threads=are_threads)
            if call.result is not None:
                ended = ways[0] if len(ways) == 1 else {all_together(ways): None}
                state.put(call.result, WAYS, Symbol(WAYS, tuple(ended)))

    def submit_to_processes(self, call: StubCall, effect: Effect, fork: Fork) -> None:
        """Processes are sent their functions and what these are given, or none of it if it cannot be pickled."""
        for function, arguments in self.tasks_of(call, effect):
            handed = [*arguments.values(), *([function] if not isinstance(function, Function) else [])]
            if not self.pickle(call, handed):
                self.explore(
                    function,
                    arguments,
                    call.node,
                    call.state,
                    self.how(effect),
                    fork=fork,
                    label=call.label,
                    prelude=self.initializer_of(call),
                )

    def initializer_of(self, call: StubCall) -> Value | None:
        """Return what each worker of a pool runs first."""
        record = call.state.record(call.subject) if call.subject is not None else None
        initializer = record.slots.get("initializer") if record else None
        if record is None or initializer is None:
            return None
        return Partial(initializer, tuple(self.items(record.slots.get("initargs", Tuple(())), call.state) or ()), ())

    def how(self, effect: Effect) -> str:
        return "task" if effect.role("arguments") else "mapped"

    def in_this_process(self, call: StubCall) -> bool:
        """joblib starts no process for one job or with threads."""
        jobs = self.argument(call, "self.n_jobs")
        words = {self.argument(call, f"self.{name}") for name in ("backend", "prefer", "require")}
        threads = {Const.of("threading"), Const.of("threads"), Const.of("sharedmem"), Const.of("sequential")}
        return jobs in (None, Const.of(1)) or bool(words & threads)

    def workers_of(self, call: StubCall, effect: Effect) -> Fork:
        """Return the fork that made the workers; an executor of ``concurrent.futures`` forks at its first task."""
        state, executor = call.state, call.subject
        record = state.record(executor) if executor is not None else None
        marked = record.slots.get("forked") if record else None
        if marked is None and effect.role("forks") and executor is not None and record is not None:
            inherits = self.start_method(call) == "fork"
            opened = self.open_now(state) if inherits else []
            self.note_fork(call, [each for _, each in opened])
            keys = frozenset(key for key, _ in opened)
            marked = Symbol("forked", self.spot(call.node), call.label, keys if inherits else None)
            state.put(executor, "forked", marked)
            initializer = record.slots.get("initializer")
            if initializer is not None and initializer != NONE:
                given = tuple(self.items(record.slots.get("initargs", Tuple(())), state) or ())
                if not inherits:
                    self.pickle(call, (initializer, *given))
                fork = Fork(self.spot(call.node), call.label, inherits)
                self.explore(initializer, Arguments(given), call.node, state, "initializer", fork=fork)
        if isinstance(marked, Symbol) and isinstance(marked.key[3], frozenset):
            spot, label = marked.key[1], str(marked.key[2])
            assert isinstance(spot, Spot)
            return Fork(spot, label, inherits=True, known=marked.key[3])
        return Fork(self.spot(call.node), call.label, inherits=False)

    def tasks_of(self, call: StubCall, effect: Effect) -> list[tuple[Value, Arguments]]:
        """Return the function and arguments of each task, as far as they are known; unknown items stand for one."""
        if effect.role("tasks"):
            items = self.items(call.bound.get(effect.role("tasks") or "", NONE), call.state) or []
            return [
                (item.function, Arguments(item.positional, item.keywords))
                for item in items
                if isinstance(item, Partial)
            ]
        function = call.bound.get(effect.role("child") or "")
        if function is None:
            return []
        if effect.role("arguments"):
            return [(function, self.child_of(call, effect)[1])]
        if effect.role("columns"):
            columns = self.items(call.bound.get(effect.role("columns") or "", Tuple(())), call.state) or []
            lists = [self.items(each, call.state) or [self.unknown_item(call, each)] for each in columns]
            again = [repeated(each) for each in columns]
            count = max((len(each) for each, value in zip(lists, again, strict=True) if value is None), default=1)
            lists = [each if value is None else [value] * count for each, value in zip(lists, again, strict=True)]
            return [(function, Arguments(tuple(row))) for row in zip(*lists, strict=False)]
        given = call.bound.get(effect.role("items") or effect.role("rows") or "", NONE)
        known = self.items(given, call.state)
        items = known if known is not None else [self.unknown_item(call, given)]
        if effect.role("items"):
            return [(function, Arguments((item,))) for item in items]
        rows = [self.items(item, call.state) for item in items]
        return [(function, Arguments(tuple(row or ()), exact=row is not None)) for row in rows]

    def has_known_items(self, call: StubCall, effect: Effect) -> bool:
        """Report whether it is known how many tasks a pool is given."""
        if effect.role("columns"):
            columns = self.items(call.bound.get(effect.role("columns") or "", Tuple(())), call.state) or []
            return any(self.items(each, call.state) is not None for each in columns)
        several = call.bound.get(effect.role("items") or effect.role("rows") or "")
        return several is None or self.items(several, call.state) is not None

    def unknown_item(self, call: StubCall, values: Value) -> Value:
        return symbol(call.node, "item", values, call.node)

    def effect_delays(self, call: StubCall, effect: Effect) -> None:
        call.result = Bound("delayed", call.bound.get("function", NONE))


def all_together(ways: list[dict[Way, None]]) -> Way:
    """Return what several tasks have done when all of them have ended: what each closes in any case."""
    closes: dict[tuple[Value, Spot, Spot], None] = {}
    for first, *others in map(list, filter(None, ways)):
        closes |= dict.fromkeys(each for each in first.closes if all(each in other.closes for other in others))
    return Way(tuple(closes), (), ())
