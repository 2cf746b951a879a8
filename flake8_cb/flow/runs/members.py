"""Members: what code that is not seen does with the classes of a module, and with their objects."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import replace
from functools import partial
from itertools import zip_longest

from flake8_cb.flow.domain.state import State
from flake8_cb.flow.domain.values import NONE, Bound, Descriptor, Function, FunctionNode, Obj, Symbol, Value, unbound
from flake8_cb.flow.events import UsedAfterClose
from flake8_cb.flow.language.instances import AFTER_INIT
from flake8_cb.flow.language.statements import Statements
from flake8_cb.flow.machine.frames import Arguments
from flake8_cb.flow.names.scopes import arguments_of, dotted
from flake8_cb.flow.runs.elsewhere import Elsewhere
from flake8_cb.flow.runs.heirs import Heirs, function_of
from flake8_cb.flow.runs.outside import MOST_ENTRY_STATES, Outside
from flake8_cb.sdk.entry_points import ENTRY_POINTS
from flake8_cb.sdk.event_loops import FIRST_METHODS
from flake8_cb.sdk.reader import StubFunction
from flake8_cb.trees import walk

#: Methods that the protocol of a class puts before all its others.
PROTOCOL = ("setUp", "setup_method", "on_start")

#: Special methods that outside code calls by themselves; the others belong to a protocol that knows their order.
CALLABLE = frozenset({"__call__", "__enter__", "__aenter__", "__iter__", "__getitem__", "__getattr__"})

#: Methods that some framework calls, though they are private.
FRAMEWORK_METHODS = frozenset(name for row in ENTRY_POINTS for name in row.methods)


class Members:
    """Makes objects of the classes of a module, and calls their methods."""

    def __init__(self, machine: Statements, outside: Outside) -> None:
        self.machine = machine
        self.outside = outside
        self.heirs = Heirs(machine)
        self.elsewhere = Elsewhere(machine)

    def methods(self, cls: Obj, start: State) -> Iterator[tuple[FunctionNode, Callable[[], None]]]:
        machine = self.machine
        seen: set[str] = set()
        made: list[State] = []
        instances: list[tuple[State, Value]] = []
        ready: list[tuple[State, Value]] = []
        connecting: set[FunctionNode | None] = set()

        def instantiate() -> list[tuple[State, Value]]:
            """Take the instances that the module has made and kept, or make one as others would."""
            if not made:
                made.append(start)
                kept = [key for key, record in start.heap.items() if record.cls == cls and self.is_in_use(key, start)]
                instances.extend((start, key) for key in kept[:MOST_ENTRY_STATES])
                if not kept:
                    initialiser = function_of(machine.find(start, machine.mro(start, cls), "__init__")[0])
                    is_made_here = initialiser is not None and initialiser.node in machine.trace.called
                    # What the file makes itself, others need not make once more when its connections are closed.
                    with machine.trace.leaving_out(UsedAfterClose) if is_made_here else nullcontext():
                        instances.extend(self.instantiate(cls, start))
                    self.heirs.note_made(cls, start)
            return instances

        def connected(function: FunctionNode) -> list[tuple[State, Value]]:
            if not ready:
                for state, made in instantiate():
                    method, behind = self.connected(state, made)
                    connecting.add(method)
                    ready.extend(behind)
            if function in connecting or any(is_part_of(function, each) for each in connecting if each is not None):
                return instantiate()
            # What puts another connection in the place of that of connect() is another way to connect.
            replaces = any(self.replaces(function, made, state) for state, made in ready)
            return instantiate() if replaces else ready

        for each in machine.mro(start, cls):
            record = start.record(each)
            if record is None or record.kind != "class":
                continue
            for name, value in list(record.slots.items()):
                function = function_of(value)
                if function is None or isinstance(function.node, ast.Lambda) or name in seen:
                    continue
                seen.add(str(name))
                own = machine.wrapped.get(function, function)
                if not machine.home(own).relevance.reaches_effect(getattr(own.node, "name", "")):
                    continue
                if str(name) in AFTER_INIT or str(name) in machine.validators(each, start):
                    yield function.node, instantiate  # type: ignore[misc]
                    continue
                if isinstance(value, Descriptor) and value.kind in ("classmethod", "staticmethod"):
                    if not str(name).startswith("_"):
                        yield function.node, lambda name=str(name): self.run_method([(start, cls)], cls, name)  # type: ignore[misc]
                    continue
                if (
                    not str(name).startswith("_")
                    or str(name) in CALLABLE
                    or str(name) in FRAMEWORK_METHODS
                    or (value is function and function.node.decorator_list)
                ):
                    made_ready = partial(connected, own.node)
                    yield own.node, partial(self.run_inherited, own.node, made_ready, cls, str(name), start)
            if isinstance(each, Obj) and "__init__" in record.slots and each is cls:
                found = record.slots["__init__"]
                if isinstance(found, Function):
                    yield found.node, partial(self.run_initialiser, instantiate, cls, start)

    def holds_open_one(self, value: Value, state: State) -> bool:
        """Report whether an object holds a connection that is not closed."""
        connections = (state.connection(key) for key in state.held_connections(value))
        return any(each is not None and not each.closed for each in connections)

    def is_in_use(self, value: Value, state: State) -> bool:
        """Report whether an object that the module made has closed nothing yet."""
        connections = [state.connection(key) for key in state.held_connections(value)]
        return isinstance(value, Obj) and not any(each is None or each.closed for each in connections)

    def instantiate(self, cls: Obj, start: State) -> list[tuple[State, Value]]:
        machine = self.machine
        state = start.copy()
        state.openings = frozenset()
        found, owner, _ = machine.find(state, machine.mro(state, cls), "__init__")
        made_by = found.node if isinstance(found, Function) and owner is not None else machine.tree
        fields = machine.fields(state, machine.mro(state, cls)) if owner is None else None
        extra = tuple(
            (name, Symbol("left out", cls.site, name)) for name, each in (fields or {}).items() if each == NONE
        )
        given = self.outside.arguments(made_by, extra)
        if isinstance(found, StubFunction):
            given = replace(given, exact=False)  # nothing tells what others give to the initialiser of the SDK
        results = machine.instantiate(cls, given, machine.tree, state)
        if not results and self.leave_to_subclass(cls, state):
            results = machine.instantiate(cls, given, machine.tree, state)
        for name in (*PROTOCOL, *self.first_methods(cls)):
            following = []
            for after, made in results:
                method = machine.method(after, made, name)
                with machine.holding([made]):
                    ends = (
                        machine.call(method, Arguments(), machine.tree, after, awaited=True)
                        if method
                        else [(after, NONE)]
                    )
                following += [(each, made) for each, _ in ends]
            results = following
        for after, made in results:
            with machine.holding([made]):
                machine.fire_all(after)
                machine.finish(after.copy())
        return of_each_kind(results)[:MOST_ENTRY_STATES]

    def leave_to_subclass(self, cls: Obj, state: State) -> bool:
        """Give unknown values to what a class leaves at None, as its subclasses will; report whether there is any.

        A class that refuses to be instantiated as it stands is a base.
        """
        left = [
            (each, name)
            for each in self.machine.mro(state, cls)
            if (record := state.record(each)) is not None and record.kind == "class"
            for name, value in record.slots.items()
            if value == NONE
        ]
        for each, name in left:
            state.put(each, name, Symbol("left to a subclass", cls.site, str(name)))
        return bool(left)

    def connected(self, state: State, made: Value) -> tuple[FunctionNode | None, list[tuple[State, Value]]]:
        """Connect an object that holds no connection yet; what there is to tell of it, its own run tells.

        Return the method that did so, or None, and the object with the states behind it.
        """
        machine = self.machine
        if any(state.held_connections(made)):
            return None, [(state, made)]
        for name in machine.connecting_names(state, made):
            method = machine.method(state, made, name)
            function = unbound(method) if method is not None else None
            if method is None or not isinstance(function, Function):
                continue
            if not machine.home(function).relevance.reaches_effect(name):
                continue
            given = self.outside.given(method, function.node)
            with machine.on_scratch(), machine.holding([made]):
                ends = [each for each, _ in machine.call(method, given, machine.tree, state.copy(), awaited=True)]
            if any(self.holds_open_one(made, each) for each in ends):
                for each in ends:
                    each.pending = {}  # its caller has waited for what it gave
                ends.sort(key=lambda each: not self.holds_open_one(made, each))  # the others can do nothing
                return machine.defined(function), [(each, made) for each in ends[:MOST_ENTRY_STATES]]
        return None, [(state, made)]

    def replaces(self, function: FunctionNode, made: Value, state: State) -> bool:
        """Report whether a method makes anew all attributes in which its object keeps connections."""
        record = state.record(made)
        links = record.links if record is not None else {}
        kept = {name for name, value in links.items() if state.connection(value)}
        subject = next((each.arg for each in arguments_of(function.args)), "")
        made_anew = {
            target[1:]
            for each in walk(function)
            if isinstance(each, ast.Assign) and not isinstance(each.value, ast.Constant)
            for target in map(dotted, each.targets)
            if target[:1] == (subject,)
        }
        return bool(kept) and all((name,) in made_anew for name in kept)

    def first_methods(self, cls: Obj) -> tuple[str, ...]:
        """Return the methods that an event loop calls on a new object before all others."""
        bases = self.machine.trace.bases.get(cls.site, ())
        return next((FIRST_METHODS[base] for base in bases if base in FIRST_METHODS), ())

    def run_inherited(
        self,
        function: FunctionNode,
        instances: Callable[[], list[tuple[State, Value]]],
        cls: Obj,
        name: str,
        start: State,
    ) -> None:
        """Run a method with instances of a class, if those of a subclass have not stood for them."""
        if not self.outside.gives_flags and self.heirs.have_run(function, cls, start):
            return
        is_followed = self.outside.later is not None and self.outside.later.has_afterwards
        if not is_followed and self.elsewhere.stays_there(function, cls, instances):
            return
        self.heirs.note_run(function, cls, start)
        self.run_method(instances(), cls, name)

    def run_initialiser(self, make: Callable[[], object], cls: Obj, start: State) -> None:
        """Make an instance of a class, if making those of a subclass has not stood for it."""
        if self.outside.gives_flags:
            self.instantiate(cls, start)
        elif not self.heirs.were_made(cls, start):
            make()

    def run_method(self, instances: list[tuple[State, Value]], cls: Obj, name: str) -> None:
        machine = self.machine
        found, _, _ = (
            machine.find(instances[0][0], machine.mro(instances[0][0], cls), name) if instances else (None, None, None)
        )
        function = found.function if isinstance(found, Descriptor) else found
        if isinstance(function, Function) and machine.defined(function) in machine.trace.called:
            return  # making the instance has called it
        for before, made in instances:
            state = before.copy()
            state.openings = frozenset()
            with machine.holding([made, cls]):
                found, _, _ = machine.find(state, machine.mro(state, cls), name)
                if isinstance(found, Descriptor) and found.kind == "cached_property":
                    for after, _ in machine.attribute(made, name, machine.tree, state):
                        machine.finish(after.copy())
                    continue
                if isinstance(found, Descriptor) and found.kind == "property" and isinstance(found.function, Function):
                    self.outside.invoke(Bound(found.function, made), state, found.function.node)
                    continue
                function = found.function if isinstance(found, Descriptor) else found
                for ready, method in machine.attribute(made, name, machine.tree, state):
                    self.outside.invoke(method, ready, getattr(function, "node", machine.tree))


def is_part_of(function: FunctionNode, other: FunctionNode) -> bool:
    """Report whether a name says that a function does a part of what another one does: which is first, is not known."""
    return getattr(function, "name", "").startswith(f"{getattr(other, 'name', '')}_")


def of_each_kind(instances: list[tuple[State, Value]]) -> list[tuple[State, Value]]:
    """Put the instances in turns that hold other connections: one that was given some, and one that was not."""
    kinds: dict[object, list[tuple[State, Value]]] = {}
    for state, made in instances:
        held = (state.connection(key) for key in state.held_connections(made))
        kinds.setdefault(frozenset(each.opening.site for each in held if each is not None), []).append((state, made))
    return [each for turn in zip_longest(*kinds.values()) for each in turn if each is not None]
