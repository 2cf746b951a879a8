"""Processes: what forks, with which start method, and what a child does."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from flake8_cb.flow.domain.record import AT_FORK, HANDED
from flake8_cb.flow.domain.state import State
from flake8_cb.flow.domain.typestate import Connection, Fork
from flake8_cb.flow.domain.values import FALSE, NONE, TRUE, Builtin, Const, Obj, Partial, Symbol, Tuple, Value
from flake8_cb.flow.effects.beside import DEEPEST_FORK, Beside, without_reports
from flake8_cb.flow.events import Forked
from flake8_cb.flow.machine.frames import Arguments
from flake8_cb.flow.machine.stub_call import StubCall
from flake8_cb.sdk.reader import Effect, StubClass, StubConstant, StubFunction


class Processes(Beside):
    """Applies the effects that start, split and end processes."""

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
