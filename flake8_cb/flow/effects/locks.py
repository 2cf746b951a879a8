"""Locks: what a thread alone holds, and which connections threads use at one time without a common lock."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import cast

from flake8_cb.flow.domain.record import FLAG, SCOPES
from flake8_cb.flow.domain.state import State
from flake8_cb.flow.domain.typestate import GREENLET, TASK, Connection, Pending, Use
from flake8_cb.flow.domain.values import (
    NONE,
    TRUE,
    Builtin,
    Const,
    Obj,
    Partial,
    Symbol,
    Value,
    definition_of,
    qualified_name,
    symbol,
)
from flake8_cb.flow.effects.credentials import Credentials
from flake8_cb.flow.events import SharedUnlocked
from flake8_cb.flow.machine.frames import Arguments
from flake8_cb.flow.machine.stub_call import StubCall
from flake8_cb.flow.names.needed import WAITING
from flake8_cb.flow.names.scopes import arguments_of
from flake8_cb.sdk.reader import Effect
from flake8_cb.trees import walk

#: The lock mode in which an operation waits until that of another thread is over (LOCKMODE_WAIT, LockMode.WAIT).
WAIT_MODE = Const.of(2)

#: Parts of the names of things that let one thread pass at a time.
LOCK_WORDS = ("lock", "mutex", "semaphore", "synchron")

#: What a pool calls the number of its threads.
WORKERS = ("max_workers", "processes")


#: Classes of queues whose ``get`` waits for what another thread puts there.
QUEUES = frozenset(f"queue.{kind}" for kind in ("LifoQueue", "PriorityQueue", "Queue", "SimpleQueue"))

#: Methods that wait until tasks or greenlets have said that they are done.
TELLING = frozenset(
    {
        "asyncio.Barrier.wait", "asyncio.Condition.wait", "asyncio.Condition.wait_for",
        "asyncio.LifoQueue.join", "asyncio.PriorityQueue.join", "asyncio.Queue.join",
        "gevent.event.AsyncResult.get", "gevent.event.AsyncResult.wait", "gevent.event.Event.wait",
        "gevent.queue.JoinableQueue.join",
    }
)  # fmt: skip


class Locks(Credentials):
    """Applies the effects of locks, and compares what threads do."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        #: Connections that the first thread to need them opens for all, by what stands for them in uses.
        self.firsts: dict[Value, Connection] = {}

    def effect_opens(self, call: StubCall, effect: Effect) -> None:
        super().effect_opens(call, effect)
        key = call.subject if call.stub.name == "__init__" else call.result
        if key is not None and not call.over and call.state.connection(key) is not None:
            call.state.update_connection(key, waits=self.lock_mode(call, effect))

    def lock_mode(self, call: StubCall, effect: Effect) -> bool | None:
        """Report whether the connection that is opened lets threads wait for one another.

        None: that is not known, or its generation and flavour have no lock mode.
        """
        roles = [role for role in ("mode", "options", "more") if effect.role(role)]
        if not roles:  # a bucket of 3.x is opened in the mode of its cluster
            cluster = call.state.connection(call.subject) if call.subject is not None and call.result else None
            return cluster.waits if cluster is not None else None
        modes = [self.option(call, effect, role, "lockmode") for role in roles]
        frees = [self.option(call, effect, role, "unlock_gil") for role in roles]
        if any(isinstance(each, Const) and each != NONE and not each.value for each in frees):
            return False  # it leads to LOCKMODE_NONE
        if WAIT_MODE in modes:
            return True if None not in frees else None
        return False if all(isinstance(each, Const) for each in modes) else None

    def option(self, call: StubCall, effect: Effect, role: str, name: str) -> Value | None:
        """Return what a parameter holds as an option: NONE if it is not given, None if that is not known."""
        if role == "mode":
            known = any(each.arg == name for each in arguments_of(call.stub.node.args))
            return call.bound.get(name) if known else NONE
        holder = self.argument(call, effect.role(role))
        if isinstance(holder, Partial):
            return dict(holder.keywords).get(name, NONE)
        record = call.state.record(holder) if holder is not None else None
        if record is None:
            return holder if holder == NONE else None
        found = record.slots.get(Const.of(name) if record.kind == "dict" else name)
        return found if found is not None else NONE if record.exact else None

    def effect_locks(self, call: StubCall, effect: Effect) -> None:
        lock = self.lock_of(call.state, call.subject)
        if lock is not None:
            call.state.hold(lock)

    def effect_unlocks(self, call: StubCall, effect: Effect) -> None:
        lock = self.lock_of(call.state, call.subject)
        if lock is not None:
            call.state.release(lock)

    def held_by_decorators(self) -> Iterator[Value]:
        """Yield a lock for each function that runs and that a decorator which cannot be read seems to guard."""
        for frame in self.stack:
            for name in self.trace.decorators.get(frame.function, ()) if frame.function is not None else ():
                if any(word in name.lower() for word in LOCK_WORDS):
                    yield Symbol("lock of", name)

    def lock_of(self, state: State, value: Value | None) -> Value | None:
        """Return what is held by who takes the lock; None for a semaphore that lets several pass."""
        record = state.record(value) if value is not None else None
        if record is None:
            return value
        count = record.slots.get("value", NONE)
        if isinstance(count, Const) and isinstance(count.value, int) and count.value > 1:
            return None
        return record.slots.get("lock", value)  # that of a condition

    def order_threads(self, function: Value, arguments: Arguments, state: State) -> None:
        """An unknown function may be a method by which threads wait for one another: of a lock, a queue, an event."""
        if not (isinstance(function, Symbol) and function.key[0] == "attribute"):
            return
        owner, name = cast("Value", function.key[1]), function.key[2]
        waits = name in WAITING and not any(isinstance(each, Symbol) for each in arguments.positional)
        takes = name == "get" and qualified_name(owner) in QUEUES
        if name == "acquire" and may_be_lock(owner):
            state.hold(owner)
        elif name == "release":
            state.release(owner)
        elif (beside := qualified_name(function) in TELLING) or waits or takes:
            self.forget_uses(state, beside=beside)

    def effect_waits(self, call: StubCall, effect: Effect) -> None:
        self.forget_uses(call.state, beside=effect.role("beside") is not None)
        record = call.state.record(call.subject) if call.subject is not None else None
        if call.subject is not None and record is not None and FLAG in record.slots:
            limited = call.bound.get("timeout", NONE) != NONE
            call.state.put(call.subject, FLAG, symbol(call.node, "flag", call.node) if limited else TRUE)

    def forget_uses(self, state: State, *, beside: bool = False) -> None:
        """This thread has waited for what others tell it: whether they still use anything is not known.

        ``beside``: the others are tasks or greenlets of its own.
        """
        for key, pending in list(state.pending.items()):
            if (pending.uses and pending.thread is state.thread) or (beside and pending.what in (TASK, GREENLET)):
                del state.pending[key]
                state.dirty = True

    def note_start(self, call: StubCall, uses: frozenset[Use], pool: Value | None = None) -> None:
        """A thread starts: it must not use what those before it use, unless they hold a common lock."""
        for connection in filter(None, (call.state.connection(use.connection) for use in uses)):
            self.trace.threads.add((connection.opening.site, call.node))
        for pending in call.state.pending.values():
            if not (pending.owner == pool and self.has_one_thread(call.state, pool)):
                self.note_shared(call.node, call.label, call.state, uses, pending.uses, pending.spot.place)

    def note_together(self, call: StubCall, uses: frozenset[Use], others: frozenset[Use]) -> None:
        """The threads of a pool work on several tasks at one time."""
        if not self.has_one_thread(call.state, call.subject):
            self.note_shared(call.node, call.label, call.state, uses, others, self.place(call.node))

    def has_one_thread(self, state: State, pool: Value | None) -> bool:
        record = state.record(pool) if pool is not None else None
        return record is not None and any(record.slots.get(name) == Const.of(1) for name in WORKERS)

    def note_shared(
        self, node: ast.AST, label: str, state: State, uses: Iterable[Use], others: frozenset[Use], other: ast.AST
    ) -> None:
        """What ``node`` starts uses connections while what was started at ``other`` does."""
        spot = self.spot(node)
        for key in {use.connection for use in uses if any(collide(use, each) for each in others)}:
            connection = state.connection(key) or self.firsts.get(key)
            if connection is None or connection.waits is not False or connection.closed:
                continue
            if self.is_told(connection.opening.place, spot):
                self.trace.add(SharedUnlocked(spot.place, label, connection, other, spot=spot))

    def note_gathered(self, node: ast.AST, state: State, uses: Iterable[Use], others: Iterable[Use]) -> None:
        """Coroutines run in turns; the threads that two of them have started run at one time."""
        before = frozenset(each for each in others if each.thread is not None)
        for use in uses:
            if use.thread is not None and (use.connection in self.firsts or state.connection(use.connection)):
                started = use.thread if use.thread in self.linted.nodes else node
                self.note_shared(started, "gather()", state, [use], before, self.place(started))

    def uses_of(self, state: State, key: Value) -> list[Use]:
        """Return the use that this thread makes of a connection now.

        What a thread has opened and put where others find it stands there for all: another may have come first.
        """
        use = Use(key, frozenset((*state.held, *self.held_by_decorators())), state.thread)
        connection = state.connection(key)
        if connection is None or connection.waits is not False:
            return [use]
        first = Symbol("first of", connection.opened.node)
        by_thread = state.thread is not None and connection.thread is state.thread
        if not (by_thread or first in self.firsts) or key not in kept_for_all(state):
            return [use]
        self.firsts.setdefault(first, connection)
        return [use, replace(use, connection=first)]

    def note_own_use(self, state: State, uses: list[Use], node: ast.AST) -> None:
        """This thread uses a connection while others that it has started do."""
        connection = state.connection(uses[0].connection)
        if connection is None or connection.waits is not False or connection.closed:
            return
        for pending in state.pending.values():
            if pending.thread is state.thread and any(collide(one, each) for one in uses for each in pending.uses):
                if self.is_told(connection.opening.place, pending.spot):
                    here = self.place(node)
                    spot, label = pending.spot, pending.label
                    self.trace.add(SharedUnlocked(spot.place, label, connection, here, by_starter=True, spot=spot))

    def of_this_path(self, uses: Iterable[Use], child: Value, state: State) -> frozenset[Use]:
        """Return what code that runs beside this path uses of it; a lock that it makes for itself is none."""
        # What the other code opens for itself is its own affair.
        shared = [each for each in uses if each.connection in self.firsts or state.connection(each.connection)]
        new = {lock for use in shared for lock in use.holds if isinstance(lock, Obj) and lock not in state.heap}
        definition = definition_of(child)
        if new and definition is not None:
            inside = set(walk(definition))
            new = {lock for lock in new if lock.site in inside}
        return frozenset(replace(use, holds=use.holds - new) for use in shared)

    def beside(
        self, call: StubCall, uses: frozenset[Use], what: str, *, owner: Value | None = None, threads: bool = True
    ) -> Pending:
        """Return what code that was started makes of the connections until somebody has waited for it."""
        keys = frozenset(use.connection for use in uses)
        kept = uses if threads else frozenset()
        return Pending(keys, what, self.spot(call.node), owner, kept, call.state.thread, call.label)


def kept_for_all(state: State) -> frozenset[Value]:
    """Return the connections that a global, an attribute of a class or a cached function gives to who asks for one."""
    held = [value for _, record in state.heap.items() if record.kind in SCOPES for value in record.links.values()]
    roots = (state.root(value) for value in (*held, *state.cached.values()))
    return frozenset(root for root in roots if root is not None)


def collide(one: Use, other: Use) -> bool:
    """Report whether two threads use one connection and hold nothing in common; unknown locks may be one."""
    return (
        one.connection == other.connection
        and one.holds.isdisjoint(other.holds)
        and not (any(map(may_be_any_lock, one.holds)) and any(map(may_be_any_lock, other.holds)))
    )


def may_be_lock(manager: Value) -> bool:
    """Report whether an unknown context manager may be a lock: its name says so, or nothing is known of it."""
    if not isinstance(manager, Symbol):
        return False
    if manager.key[0] == "call" and isinstance(manager.key[1], Builtin):
        return False  # open()
    name = qualified_name(manager).lower()
    return not name or any(word in name for word in LOCK_WORDS)


def may_be_any_lock(value: Value) -> bool:
    return isinstance(value, Symbol)
