"""Processes: what forks, with which start method, what a child does, and what must be pickled for it."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from flake8_cb.flow.events import Forked, Pickled
from flake8_cb.flow.frames import Arguments, Exits, Results
from flake8_cb.flow.locks import Locks
from flake8_cb.flow.record import AT_FORK, CONTAINERS, HANDED
from flake8_cb.flow.state import State, changed_records
from flake8_cb.flow.stub_call import StubCall
from flake8_cb.flow.typestate import Connection, Fork, Use
from flake8_cb.flow.values import (
    FALSE,
    NONE,
    THIS_THREAD,
    TRUE,
    Bound,
    Builtin,
    Const,
    Function,
    Obj,
    Partial,
    Symbol,
    Tuple,
    Value,
    leads,
)
from flake8_cb.flow.workers import in_worker, takes_beginning
from flake8_cb.sdk.event_loops import ignores_results, schedules
from flake8_cb.sdk.reader import Effect, StubClass, StubConstant, StubFunction

#: Methods by which a class says itself how it is pickled.
PICKLE_METHODS = ("__reduce__", "__reduce_ex__", "__getnewargs__")

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


class Processes(Locks):
    """Applies the effects that start, split and end processes."""

    def effect_says_how_to_pickle(self, call: StubCall, effect: Effect) -> None:
        """``copyreg.pickle``: a function stands in for the method of a class that says how it is pickled."""
        cls, function = (call.bound.get(effect.role(role) or "") for role in ("of", "by"))
        if isinstance(cls, Obj) and isinstance(function, Function) and call.state.record(cls) is not None:
            call.state.put(cls, PICKLE_METHODS[0], function)

    def effect_forks(self, call: StubCall, effect: Effect) -> list[StubCall]:
        method = self.start_method(call)
        if method is None:
            return [call]
        calls = self.prepared(call) if method == "fork" else [call]
        for each in calls:
            self.start_child(each, effect, inherits=method == "fork")
        return calls

    def start_child(self, call: StubCall, effect: Effect, *, inherits: bool) -> None:
        """A process starts; ``inherits``: it is forked from this one."""
        state = call.state
        child, arguments = self.child_of(call, effect)
        if inherits:
            opened = self.open_now(state)
            self.note_fork(call, [connection for _, connection in opened])
            if call.subject is not None and call.stub.name == "__init__":
                state.put(
                    call.subject,
                    "forked",
                    Symbol("forked", self.spot(call.node), call.label, frozenset(key for key, _ in opened)),
                )
        else:
            started = [call.subject] if call.stub.name == "start" else []
            self.pickle(call, [each for each in (*started, *arguments.values(), child) if each is not None])
        if child is not None and child != NONE:
            fork = Fork(self.spot(call.node), call.label, inherits)
            how = "process" if call.stub.name == "start" else "initializer"
            self.explore(child, arguments, call.node, state, how, fork=fork)
        if call.subject is not None and effect.role("override"):
            self.let_go(state, call.subject, effect)

    def let_go(self, state: State, worker: Value, effect: Effect) -> None:
        """A process that has started, or a thread that has ended, keeps no longer what it was made with (CPython)."""
        record = state.record(worker)
        if record is None or record.grown:
            return
        given = [role for each in ("child", "arguments", "keywords") if (role := effect.role(each)) in record.slots]
        if self.frame.loops and HANDED not in record.slots:
            handed = [key for role in given for key in state.held_connections(record.slots[role])]
            if handed:
                state.put(worker, HANDED, Symbol(HANDED, tuple(handed)))
        for role in given:
            state.put(worker, role, NONE)

    def child_of(self, call: StubCall, effect: Effect) -> tuple[Value | None, Arguments]:
        """Return what the child runs and with which arguments."""
        subject = call.subject
        record = call.state.record(subject) if subject is not None else None
        override = effect.role("override")
        if override and record is not None and isinstance(record.cls, Obj) and subject is not None:
            found = self.method(call.state, subject, override)
            if found is not None:
                return found, Arguments()
        slots = dict(call.bound) if not (record and effect.role("override")) else record.slots
        child = slots.get(effect.role("child") or "")
        positional = self.items(slots.get(effect.role("arguments") or "", Tuple(())), call.state)
        keywords: tuple[tuple[str, Value], ...] = ()
        given = slots.get(effect.role("keywords") or "")
        if isinstance(given, Partial):
            keywords = given.keywords
        elif given is not None and (mapping := call.state.record(given)) and mapping.kind == "dict":
            keywords = tuple(
                (str(name.value), value) for name, value in mapping.slots.items() if isinstance(name, Const)
            )
        return child, Arguments(tuple(positional or ()), keywords, positional is not None)

    def note_fork(self, call: StubCall, opened: Iterable[Connection]) -> None:
        """The process forks while these connections are open."""
        spot = self.spot(call.node)
        told = self.told(opened, spot)
        if told:
            self.trace.add(Forked(spot.place, call.label, told, spot=spot))

    def open_now(self, state: State) -> list[tuple[Value, Connection]]:
        """Return the connections that this process has open."""
        state.dirty = True
        self.collect(state)
        return [(key, each) for key, each in state.connections() if self.is_open(state, key)]

    def start_method(self, call: StubCall) -> str | None:
        """Return the start method that the call uses, or None if that cannot be known."""
        state = call.state
        value: Value | None = None
        subject = call.subject
        for _ in range(3):
            record = state.record(subject) if subject is not None else None
            if record is None:
                break
            if isinstance(record.cls, (StubClass, Obj)):
                found = self.class_constant(state, record.cls, "start_method")
                if found is not None:
                    return found
            if record.slots.get("replaced", NONE) != NONE and record.slots.get("context", NONE) == NONE:
                return "spawn"  # workers that are replaced are never forked
            for name in ("method", "start_method"):
                if record.slots.get(name, NONE) != NONE:
                    value = record.slots[name]
            subject = record.slots.get("context")
            if subject is None and isinstance(record.cls, Obj):
                subject = next(
                    (
                        each.slots["context"]
                        for cls in self.mro(state, record.cls)
                        if (each := state.record(cls)) and "context" in each.slots
                    ),
                    None,
                )
            if subject is not None and state.record(subject) is None and subject != NONE:
                return None
        if value is None:
            value = state.start_method
        if value is None or value == NONE:
            default = self.settings.default_start_methods
            return self.settings.start_method or ("fork" if "fork" in default else min(default))
        return value.value if isinstance(value, Const) and isinstance(value.value, str) else None

    def class_constant(self, state: State, cls: Value, name: str) -> str | None:
        for each in self.mro(state, cls):
            found = each.members.get(name) if isinstance(each, StubClass) else None
            if isinstance(found, StubConstant) and isinstance(found.value, str):
                return found.value
        return None

    def effect_begins_children(self, call: StubCall, effect: Effect) -> None:
        """``os.register_at_fork``: what is called around each fork, and what each child runs first."""
        for value in call.bound.values():
            self.hand_away(value, call.stub, call.node, call.state)
        for role in ("before", "child"):
            registered = call.bound.get(effect.role(role) or "")
            if registered is not None:
                call.state.put(AT_FORK, Symbol(role, call.node, *self.here()), registered)

    def prepared(self, call: StubCall) -> list[StubCall]:
        """Run what is called before each fork; return the call on the paths after it."""
        return [replace(call, state=after) for after in self.run_registered("before", call.state, call.node)]

    def run_registered(self, role: str, state: State, node: ast.AST) -> list[State]:
        """Run what was registered for forks, before them what came last; return the states after it."""
        registered = state.record(AT_FORK)
        functions = [value for name, value in (registered.slots.items() if registered else ()) if name.key[0] == role]
        states = [state]
        for function in functions[::-1] if role == "before" else functions:
            states = [after for each in states for after, _ in self.call(function, Arguments(), node, each)]
        return states

    def effect_splits(self, call: StubCall, effect: Effect) -> list[StubCall]:
        """``os.fork``: the path goes on twice. What the child does decides what the fork is reported as."""
        return [each for prepared in self.prepared(call) for each in self.split(prepared, effect)]

    def split(self, parent: StubCall, effect: Effect) -> list[StubCall]:
        """Return the call in the parent and in the child."""
        call = parent
        spot = self.spot(call.node)
        opened = self.told((connection for _, connection in self.open_now(call.state)), spot)
        number: Value = Symbol("child process", call.node)
        parent.state.facts[number] = True
        child = replace(call, state=call.state.copy())
        if len(child.state.forks) >= DEEPEST_FORK:
            child.over = True
        forks = without_reports(child.state.forks)
        child.state.forks = (*forks, Fork(spot, call.label, inherits=True, waiting=opened))
        child.state.pending = {}
        child.state.openings = frozenset()
        zero: Value = Const.of(0)
        if effect.role("gives") == "pair":
            descriptor = Symbol("terminal", call.node)
            parent.result, child.result = Tuple((number, descriptor)), Tuple((zero, descriptor))
        else:
            parent.result, child.result = number, zero
        begun = self.run_registered("child", child.state, call.node)
        return [parent, *(replace(child, state=state) for state in begun)]

    def effect_detaches(self, call: StubCall, effect: Effect) -> None:
        """A daemon's context: the parent ends, this path goes on in the child."""
        if self.argument(call, f"self.{effect.role('unless')}") == FALSE:
            return
        self.note_fork(call, [connection for _, connection in self.open_now(call.state)])
        call.state.forks += (Fork(self.spot(call.node), call.label, inherits=True),)

    def effect_ends(self, call: StubCall, effect: Effect) -> None:
        call.over = True
        if effect.role("how") == "process":
            # Neither a destructor nor an at-exit handler runs, so that an inherited connection is left alone.
            call.state.forks = without_reports(call.state.forks)
            self.finish(call.state)
        else:
            self.throw(call.state, Builtin("SystemExit"))

    def effect_sets_start_method(self, call: StubCall, effect: Effect) -> None:
        method = call.bound.get("method", NONE)
        if call.subject is not None and call.state.record(call.subject):
            call.state.put(call.subject, "method", method)
        else:
            call.state.start_method = method
        call.result = NONE

    def effect_tells_start_method(self, call: StubCall, effect: Effect) -> None:
        if call.state.start_method is not None:
            call.result = call.state.start_method
        elif call.bound.get("allow_none") == TRUE:
            call.result = NONE

    def effect_makes(self, call: StubCall, effect: Effect) -> list[StubCall]:
        """A context makes a process or pool that starts as the context does."""
        returned = call.stub.returned()
        if returned is None or call.subject is None:
            return [call]
        made = self.make(call.state, returned, call.node)
        call.state.put(made, "context", call.subject)
        constructor = returned.find("__init__")
        if call.stub.name == "Manager":
            return self.effect_forks(replace(call, subject=made, result=made), Effect("forks"))
        if not isinstance(constructor, StubFunction):
            return [replace(call, result=made)]
        positional = Arguments((), tuple((name, value) for name, value in call.bound.items()))
        with self.holding([made]):
            found = self.call_stub(constructor, made, positional, call.node, call.state)
        return [replace(call, state=state, result=made) for state, _ in found]

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
        branch = state.copy()
        branch.openings = frozenset()
        branch.dirty = True
        branch.held = held
        forks = without_reports(branch.forks)
        branch.forks = (*forks, fork) if fork else in_worker(forks, node) if takes_beginning(label) else forks
        if fork:
            branch.pending = {}
            branch.thread = None
        elif not is_loop:  # a loop runs its callbacks in its own thread
            branch.thread = node
            if self.threads_are_named:
                self.enter_thread(branch, node)
            if how in BESIDE:
                self.open_collections(branch, [child, *arguments.values()])
        used: set[Use] = set()
        self.observers.append(used)
        try:
            on_loop = is_loop and self.frame.lead is None
            frame = replace(
                self.frame,
                loops=[],
                call=None,
                gives_away=how == "handed",
                on_loop=on_loop,
                stalls=None,
                is_loop=is_loop,
                ignores=ignores,
            )
            own = [] if fork or is_loop else self.thread_locals(branch)
            # What is another thread's own lives on while this one runs.
            kept = [value for key in own for value in branch.heap[key].links.values()]
            with self.beside_path(state), self.leaving_by(Exits()), self.pushed(frame), self.holding(kept):
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
                if ends is not None:
                    ends += [after for after, _ in ended]
            if not fork:
                self.forget_what_is_set(state, [after for after, _ in ended], node, how, used)
        finally:
            self.observers.pop()
        return self.of_this_path(used, child, state)

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

    def pickle(self, call: StubCall, values: Iterable[Value]) -> bool:
        """Report connections among what must be pickled; return whether there are some."""
        found = self.pickled_connections(call.state, values)
        self.note_pickled(call.node, call.label, found)
        return bool(found)

    def note_pickled(self, node: ast.AST, label: str, connections: Iterable[Connection]) -> None:
        spot = self.spot(node)
        for connection in self.told(connections, spot):
            self.trace.add(Pickled(spot.place, label, connection, spot=spot))

    def pickle_result(self, state: State, result: Value, node: ast.AST, label: str) -> None:
        self.note_pickled(node, label, self.pickled_connections(state, [result]))

    def pickled_connections(self, state: State, values: Iterable[Value]) -> list[Connection]:
        """Return the connections in the data that the values lead to (functions and classes go by name)."""
        seen: set[Value] = set()
        found: list[Connection] = []
        todo = list(values)
        while todo:
            value = todo.pop()
            if isinstance(value, Tuple):
                todo += value.items
            elif isinstance(value, Bound):
                todo.append(value.subject)
            elif isinstance(value, Partial):
                todo += [value.function, *value.positional, *(each for _, each in value.keywords)]
            record = state.heap.get(value)
            if record is None or value in seen or record.kind in ("function", "module", "class"):
                continue
            seen.add(value)
            root = state.root(value)
            if root is not None and (connection := state.connection(root)):
                if connection not in found:
                    found.append(connection)
            elif isinstance(record.cls, Obj) and (own := self.pickled_state(state, value)) is not None:
                todo += own
            else:
                todo += record.links.values()
        return found

    def pickled_state(self, state: State, value: Value) -> list[Value] | None:
        """Return what a class that says itself how it is pickled puts there, or None if it does not say."""
        getter = self.method(state, value, "__getstate__")
        if getter is not None and not any(self.method(state, value, name) for name in PICKLE_METHODS):
            branch = state.copy()
            with self.leaving_by(Exits()):
                results = self.call(getter, Arguments(), self.tree, branch)
            return [each for after, found in results for each in self.handed(after, found)]
        return [] if getter is not None or any(self.method(state, value, name) for name in PICKLE_METHODS) else None


def is_flag(value: Value | None) -> bool:
    """Report whether a value is a constant, or what code beside the path has set in the place of one."""
    return (isinstance(value, Const) and value != NONE) or (isinstance(value, Symbol) and value.key[0] == SET_BESIDE)


def without_reports(forks: tuple[Fork, ...]) -> tuple[Fork, ...]:
    """Return the forks for code of another process or thread than that for whose end their reports wait."""
    return tuple(replace(each, waiting=()) for each in forks)
