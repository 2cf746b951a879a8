"""Coroutines: made by a call, run where somebody waits for them, or dropped without ever having run."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial

from flake8_cb.flow.domain.record import CONTAINERS, Record
from flake8_cb.flow.domain.state import State
from flake8_cb.flow.domain.typestate import Connection, Spot
from flake8_cb.flow.domain.values import (
    TRUE,
    Bound,
    Const,
    Function,
    FunctionNode,
    Obj,
    Partial,
    Symbol,
    Value,
    definition_of,
    leads,
    symbol,
    unbound,
)
from flake8_cb.flow.effects.tasks import Tasks
from flake8_cb.flow.events import NeverAwaited
from flake8_cb.flow.machine.frames import Arguments, Exits, Frame, Results
from flake8_cb.flow.names.scopes import read_within
from flake8_cb.sdk.reader import StubClass, StubFunction

#: What a coroutine of the SDK does that is an operation.
OPERATING = ("operates", "starts")

#: The kinds of objects that can be awaited.
AWAITABLE = ("coroutine", "task")

#: Methods of containers that put something in and read nothing.
STORING_METHODS = frozenset({"append", "add", "insert", "extend", "appendleft", "update", "clear"})

#: The kinds of objects that hold what they were given for the code around them alone.
PRIVATE = CONTAINERS | {"function", "coroutine"}

#: Decorators that leave it as it is what a call of the function makes, by the last part of the name.
PLAIN_DECORATORS = frozenset({"staticmethod", "classmethod", "wraps", "override", "final", "abstractmethod"})

#: Effects of calls that fail when what they give is awaited.
LATE = ("awaits", "awaits_some", "gathers", "runs", "schedules", "shields")

#: Steps for which a coroutine is followed that is only tried out.
MOST_STEPS_OF_TRIAL = 2_000


class Coroutines(Tasks):
    """Keeps account of coroutines.

    One that was made is *used* when somebody waits for it or may do so: then it is no matter of ours. What becomes of
    it is told of the call that made it, in the function that got it at last.
    """

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.trying = False

    def coroutine(self, state: State, callee: Value, arguments: Arguments, node: ast.AST) -> Obj:
        """Make the coroutine of a call."""
        record = Record("coroutine")
        record.put("call", Partial(callee, arguments.positional, arguments.keywords))
        record.put("made", self.made_here(node, self.frame))
        return state.allocate(node, record)

    def made_here(self, node: ast.AST, frame: Frame) -> Symbol:
        """Return the mark of a coroutine that the code of ``frame`` has got by the call ``node``."""
        return Symbol("made", Spot(node, node if frame.lead is None else frame.lead), frame.function)

    def spot_of(self, record: Record) -> Spot:
        made = record.slots["made"]
        assert isinstance(made, Symbol)
        spot = made.key[1]
        assert isinstance(spot, Spot)
        return spot

    def run_coroutine(self, value: Value, node: ast.AST, state: State) -> Results:
        """Run what is held as a call; once it has run, its result is not known any more."""
        record = state.heap[value]
        body = record.slots.get("call")
        if not isinstance(body, Partial):
            return [(state, record.slots.get("result") or symbol(node, "again", value, node))]
        self.use_coroutines([value], state)
        # Where one function makes it and waits for it, its call opens what is opened.
        if self.frame.function is not None and is_of(record, self.frame.function):
            node = self.spot_of(record).node
        state.drop(value, "call")
        arguments = Arguments(body.positional, body.keywords)
        with self.holding([value]):
            run = partial(self.call, body.function, arguments, node, state, awaited=True)
            fails = isinstance(unbound(body.function), StubFunction) and not raises_when_awaited(body.function)
            return self.in_try(state, run) if fails else run()

    def wait_for(self, value: Value, node: ast.AST, state: State) -> Results:
        """Wait for an awaitable: a coroutine runs now, anything else is its own result."""
        record = state.record(value)
        if record is not None and record.kind == "coroutine":
            return self.run_coroutine(value, node, state)
        self.hand_on([value], state)
        return [(state, value)]

    # whether it is used

    def is_awaitable(self, value: Value, state: State) -> bool:
        record = state.record(value)
        return record is not None and record.kind in AWAITABLE

    def use_coroutines(self, values: Iterable[Value], state: State) -> None:
        """Somebody may wait for those of the values that are coroutines."""
        for value in values:
            record = state.record(value)
            if record is not None and record.kind == "coroutine":
                self.trace.awaited.add(self.spot_of(record).node)

    def hand_on(self, values: Sequence[Value], state: State) -> None:
        """Somebody may wait for all that the values lead to."""
        self.show(values, state)

    def show(self, values: Sequence[Value], state: State) -> None:
        """Somebody may get at the coroutines that the values lead to."""
        for value in values:
            if leads(value):
                self.use_coroutines(state.reachable([value], scopes=False), state)

    def keep_outside(self, state: State, values: Iterable[Value]) -> None:
        values = list(values)
        self.hand_on(values, state)
        super().keep_outside(state, values)

    def items(self, value: Value, state: State) -> list[Value] | None:
        found = super().items(value, state)
        self.use_coroutines(found or (), state)
        return found

    def read_container(self, value: Value, state: State, method: str = "") -> None:
        """Something is taken out of a container: it may be any of what it holds."""
        record = state.record(value)
        if record is not None and record.kind in CONTAINERS and method not in STORING_METHODS:
            self.use_coroutines(record.links.values(), state)

    def hand_coroutine(self, value: Value, node: ast.AST, state: State) -> None:
        """Unknown code is given a coroutine, or a generator whose items are awaited: it may run it from now on."""
        record = state.record(value)
        body = record.slots.get("call") if record is not None else None
        if record is None or not isinstance(body, Partial):
            return
        if record.kind == "coroutine":
            state.drop(value, "call")
            self.try_out(body, node, state, gives_away=True)
        elif record.kind == "generator" and isinstance(definition_of(body), ast.AsyncFunctionDef):
            state.drop(value, "call")
            self.explore(body, Arguments(), node, state.copy(), "handed")

    def settle(self, state: State, frame: Frame, result: Value | None) -> None:
        super().settle(state, frame, result)
        if result is not None and leads(result):
            self.hand_back(state, frame, result)

    def hand_back(self, state: State, frame: Frame, result: Value) -> None:
        """What a function returns belongs to its caller."""
        caller = self.stack[max(self.stack.index(frame) - 1, 0)]
        for each in state.reachable([result], scopes=False):
            record = state.heap[each]
            if record.kind == "coroutine" and is_of(record, frame.function) and not caller.ignores:
                self.use_coroutines([each], state)
                if frame.call is not None and not caller.gives_away:
                    # Who waits for a coroutine function has waited for that alone, and not for what it returns.
                    is_awaited = isinstance(frame.function, ast.AsyncFunctionDef)
                    got = self.awaited_at_once.get(frame.call, frame.call) if is_awaited else frame.call
                    state.put(each, "made", self.made_here(got, caller))

    # what becomes of it

    def excuse(self, state: State, before: State) -> None:
        """An exception was caught: what the code that it left had made is no oversight."""
        for key, record in list(state.heap.own.items()):
            if record.kind == "coroutine" and key not in before.heap and "call" in record.slots:
                state.put(key, "excused", TRUE)

    def drop_coroutines(self, state: State, gone: list[Value]) -> None:
        """Nothing leads to these objects any more: tell of the coroutines among them that never ran."""
        dropped = [key for key in gone if self.is_waiting(state.heap[key])]
        if not dropped:
            return
        others = [value for key in gone for value in self.shown_by(key, state.heap[key])]
        seen = state.reachable(others, scopes=False)
        for key in dropped:
            if key not in seen:
                self.drop_coroutine(state, state.heap[key])

    def is_waiting(self, record: Record) -> bool:
        """Report whether the object is a coroutine that has not run."""
        return record.kind == "coroutine" and "call" in record.slots and "excused" not in record.slots

    def shown_by(self, key: Value, record: Record) -> Iterable[Value]:
        """Return what others may have got from an object: the attributes of one, what a closure reads."""
        if record.kind == "function" and isinstance(key, Obj):
            return [record.links[name] for name in read_within(key.site) if name in record.links]
        return () if record.kind in PRIVATE else (key,)

    def drop_coroutine(self, state: State, record: Record) -> None:
        spot, body = self.spot_of(record), record.slots["call"]
        if spot.is_elsewhere or spot.node in self.trace.awaited or not isinstance(body, Partial):
            return
        function: Value = body.function
        subject = function.subject if isinstance(function, Bound) else None
        callee = unbound(function)
        if isinstance(callee, StubFunction) and subject is not None:
            root = state.root(subject)
            connection = state.connection(root) if root is not None else None
            if connection is not None and (callee.effect("closes") or any(map(callee.effect, OPERATING))):
                label = f"{callee.owner}.{callee.name}()"
                by = record.slots.get("by", Const.of(""))
                closes = callee.effect("closes") is not None
                self.trace.add(NeverAwaited(spot.node, label, connection, closes, str(getattr(by, "value", ""))))
        elif isinstance(callee, Function) and self.is_plain(callee) and not self.trying:
            self.drop_call(callee, body, record, state)

    def is_plain(self, function: Function) -> bool:
        """Report whether a call of the function makes its coroutine, whatever decorates it."""
        names = self.trace.decorators.get(function.node, ())
        return all(name.rpartition(".")[2] in PLAIN_DECORATORS for name in names)

    def drop_call(self, function: Function, body: Partial, record: Record, state: State) -> None:
        """The coroutine of a function of the project was dropped: see what it would have done."""
        spot, by = self.spot_of(record), record.slots.get("by", Const.of(""))
        self.trying = True
        try:
            with self.on_scratch():
                used, closed = self.try_out(body, spot.node, state)
        finally:
            self.trying = False
        operated = [each for each in used if each.target.family == "acouchbase"]
        for connection in (operated or closed)[:1]:
            label = f"{getattr(function.node, 'name', 'lambda')}()"
            if isinstance(function.owner, Obj) and isinstance(function.owner.site, ast.ClassDef):
                label = f"{function.owner.site.name}.{label}"
            self.trace.add(NeverAwaited(spot.node, label, connection, not operated, str(getattr(by, "value", ""))))

    def try_out(
        self, body: Partial, node: ast.AST, state: State, *, gives_away: bool = False
    ) -> tuple[list[Connection], list[Connection]]:
        """Run a call on a copy of the state; return the asyncio connections that it uses, and those that it closes."""
        ended, used = self.run_aside(body, node, state, gives_away=gives_away)
        closed = {key for after in ended for key, each in after.connections() if each.closed and key in state.heap} - {
            key for key, each in state.connections() if each.closed
        }
        return self.asynchronous(used, state), self.asynchronous(closed, state)

    def asynchronous(self, keys: Iterable[Value], state: State) -> list[Connection]:
        """Return the connections whose close() is a coroutine, the earlier ones first."""
        found = [each for key in keys if (each := state.connection(key)) and self.closes_by_coroutine(key, state)]
        return sorted(found, key=lambda each: each.line)

    def closes_by_coroutine(self, key: Value, state: State) -> bool:
        """Report whether the clusters of the package that a connection is of are closed by a coroutine."""
        connection = state.connection(key)
        module = self.catalogue.module(f"{connection.target.family}.cluster") if connection is not None else None
        cluster = module.lookup("Cluster") if module is not None else None
        closers = [cluster.find(name) for name in ("close", "shutdown")] if isinstance(cluster, StubClass) else []
        return any(isinstance(each, StubFunction) and each.is_async for each in closers)

    def run_aside(
        self, body: Partial, node: ast.AST, state: State, *, gives_away: bool = False
    ) -> tuple[list[State], set[Value]]:
        """Run a call on a copy of the state; return how it ends, and the connections of this state that it uses."""
        branch = state.copy()
        branch.openings, branch.pending, branch.dirty = frozenset(), {}, True
        frame = replace(self.frame, loops=[], call=None, gives_away=gives_away)
        arguments = Arguments(body.positional, body.keywords)
        known = [key for key, _ in state.connections()]  # what lets go of one may have closed it
        with (
            self.observing() as used,
            self.beside_path(state),
            self.leaving_by(Exits()),
            self.pushed(frame),
            self.holding([body, *known]),
        ):
            found = self.within(
                MOST_STEPS_OF_TRIAL, lambda: self.call(body.function, arguments, node, branch, awaited=True)
            )
            ended = [after for after, _ in found or ()]
            for after in ended:
                self.finish(after)
        return ended, {use.connection for use in used if state.connection(use.connection) is not None}


def is_of(record: Record, function: FunctionNode | None) -> bool:
    """Report whether a coroutine was made, or got from a call, in that function."""
    made = record.slots["made"]
    return isinstance(made, Symbol) and made.key[2] is function


def raises_when_awaited(function: Value) -> bool:
    """Report whether it is not the call of the function that fails, but the await of what the call gives."""
    stub = unbound(function)
    return isinstance(stub, StubFunction) and any(map(stub.effect, LATE))
