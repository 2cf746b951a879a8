"""Runs: a module is executed as a script and as an import, and then each of its entry points."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import replace
from functools import cached_property, partial
from itertools import groupby
from operator import itemgetter

from flake8_cb.flow.dependencies import DEPENDS, dependencies
from flake8_cb.flow.events import CacheMissed, Trace, UsedAfterClose
from flake8_cb.flow.frames import Arguments, Exits, Frame
from flake8_cb.flow.heirs import Heirs, function_of
from flake8_cb.flow.instances import AFTER_INIT
from flake8_cb.flow.joining import thin
from flake8_cb.flow.later import Later
from flake8_cb.flow.machine import LEAST_STEPS, STEPS_PER_STATEMENT, ExhaustedError
from flake8_cb.flow.modules import Module, Modules
from flake8_cb.flow.order import callers_first, names_read
from flake8_cb.flow.record import Record
from flake8_cb.flow.repetition import opened_sites, repeated_sites
from flake8_cb.flow.scopes import arguments_of, dotted, names_of
from flake8_cb.flow.sharing import is_of_request
from flake8_cb.flow.startup import Startup, starts
from flake8_cb.flow.state import State
from flake8_cb.flow.statements import Statements
from flake8_cb.flow.typestate import Opening
from flake8_cb.flow.values import (
    NONE,
    Const,
    Descriptor,
    Function,
    FunctionNode,
    Obj,
    Symbol,
    Value,
    definition_of,
    unbound,
)
from flake8_cb.sdk import hooks
from flake8_cb.sdk.entry_points import ENTRY_POINTS, HANDLERS
from flake8_cb.sdk.event_loops import FIRST_METHODS
from flake8_cb.settings import Settings
from flake8_cb.trees import walk

#: Methods that the protocol of a class puts before all its others.
PROTOCOL = ("setUp", "setup_method", "on_start")

#: Methods that connect an object which holds no connection after it was made: the others need it first. Of several the
#: first one counts.
CONNECTING = (
    "connect", "initialize", "initialise", "init", "setup", "open", "start", "startup", "connect_db", "connect_to_db",
    "connect_to_couchbase", "create_connection", "init_connection", "open_connection",
)  # fmt: skip

#: Special methods that outside code calls by themselves; the others belong to a protocol that knows their order.
CALLABLE = frozenset({"__call__", "__enter__", "__aenter__", "__iter__", "__getitem__", "__getattr__"})

#: Methods that some framework calls, though they are private.
FRAMEWORK_METHODS = frozenset(name for row in ENTRY_POINTS for name in row.methods)

#: Steps that every entry point may take, whatever those before it took.
LEAST_STEPS_OF_ENTRY = 1_000

#: States of the finished module from which the entry points are run.
MOST_ENTRY_STATES = 2


def trace_of(
    linted: Module,
    modules: Modules,
    settings: Settings,
    make: Callable[[Module, Modules, Settings, Trace], Statements] = Statements,
) -> Trace:
    """Execute the linted module with the stubs of one generation; return all that happened.

    ``make`` makes the machine of each run.
    """
    trace = Trace(
        tree=linted.tree,
        settings=settings,
        commands=frozenset(command.rpartition(":")[2] for command in settings.commands),
        generation=modules.generation,
    )
    for name in run_names(linted, modules):
        machine = make(linted, modules, settings, trace)
        machine.most_steps = max(LEAST_STEPS, STEPS_PER_STATEMENT * linted.statements)
        machine.narrow_from = machine.most_steps // 2
        Run(machine).run(name)
    return trace


def run_names(linted: Module, modules: Modules) -> tuple[str, ...]:
    """Return the names under which a module is worth running.

    As a script only if more than definitions is executed, and if the module compares its name: else it does the same
    as when it is imported.
    """
    if not linted.relevance.concerned:
        return ()
    if not any(isinstance(each, ast.Compare) and compares_name(each) for each in linted.nodes):
        return (linted.source.name,)
    acts = linted.relevance.acts or any(map(modules.acts, modules.executed_by(linted.source) - {linted.source}))
    return ("__main__", linted.source.name) if acts else (linted.source.name,)


def compares_name(comparison: ast.Compare) -> bool:
    """Report whether a module compares its own name there, to see whether it is run as a script."""
    operands = (comparison.left, *comparison.comparators)
    return any(isinstance(each, ast.Name) and each.id == "__name__" for each in operands)


class Run:
    """One run of a module and of its entry points."""

    def __init__(self, machine: Statements) -> None:
        self.machine = machine
        self.steps = max(LEAST_STEPS // 2, 1)
        self.later: Later | None = None
        self.heirs = Heirs(machine)

    def run(self, name: str) -> None:
        machine = self.machine
        state = State(machine.meter)
        module = state.allocate(machine.tree, Record("module"))
        state.put(module, "__name__", Const.of(name))
        machine.scopes.append(module)
        machine.importing_itself = name != "__main__"
        with machine.pushed(Frame(None, module, 0, machine.linted)):
            states: list[State] = []
            try:
                with machine.leaving_by(Exits()):
                    states = machine.execute(machine.tree.body, [state])
            except (ExhaustedError, RecursionError):
                machine.trace.given_up = True
                return
            machine.importing_itself = False
            for each in states:
                machine.fire_all(each)
                machine.finish(each.copy())
            if name == "__main__":
                # A framework imports the module, and calls its handler whatever the script has tried it with.
                trace = machine.trace
                trace.called = {each: None for each in trace.called if not is_shown_to_framework(each, trace)}
                return  # with its last statement a script ends: nobody is left to call its functions
            self.later = later = Later(machine, module)
            starts = thin(states)[:MOST_ENTRY_STATES]
            for start in starts:
                start.tenure(module, frozenset())
                machine.finished.update(key for key, connection in start.connections() if not connection.conflicts)
            entries = [entry for start in starts for entry in self.entries(start.heap[module].slots, start)]
            entries.sort(key=lambda entry: self.is_mentioned(entry[0]))
            for _, alike in groupby(callers_first(entries), key=itemgetter(0)):
                for entry in reversed(list(alike)):  # subclasses come before their bases
                    self.run_entry(*entry)
            for value in list(machine.given_away.values()):
                if isinstance(value, Function) and not self.is_own(value.node) and starts:
                    self.run_entry(value.node, lambda value=value: self.run_function(value, starts[0]))  # type: ignore[misc]
            for start in starts:
                self.run_started(start, module)
            closures = {
                machine.defined(each): (each, ends)
                for functions, ends in machine.closures.values()
                for each in functions
            }
            for function, ends in closures.values():
                self.attempt(partial(self.run_closure, function, ends))
            later.run(self.attempt)

    def run_started(self, start: State, module: Obj) -> None:
        """Run what a framework is told of from the states in which that has left the program which it runs first.

        From the module alone it was run as well: it may be called without the framework.
        """
        machine, trace = self.machine, self.machine.trace
        startup = Startup(machine, module)
        found: list[State] = []
        self.attempt(lambda: found.extend(startup.states(start)))
        for ready in found:
            with machine.holding(startup.scopes):
                ready.tenure(module, frozenset())
                machine.finished.update(key for key, connection in ready.connections() if not connection.conflicts)
                machine.summaries.clear()
                for function, run in self.entries(ready.heap[module].slots, ready):
                    if is_served(function, trace):
                        self.attempt(run)

    def is_mentioned(self, function: FunctionNode) -> bool:
        """Report whether something in the file names the function: then its caller may be met first."""
        return getattr(function, "name", "") in self.mentions

    @cached_property
    def mentions(self) -> frozenset[str]:
        """The names that something in the file reads."""
        return names_read(self.machine.tree)

    def entries(self, names: dict[object, Value], start: State) -> Iterator[tuple[FunctionNode, Callable[[], None]]]:
        """Yield what others may call after the module, each with what runs it."""
        machine = self.machine
        for name, value in list(names.items()):
            shown = not str(name).startswith("_")
            if isinstance(value, Function) and not isinstance(value.node, ast.Lambda):
                own = self.is_own(value.node)  # the decorator of another file may have put another in its place
                if not self.machine.linted.relevance.reaches_effect(value.node.name if own else str(name)):
                    continue
                if not own and name not in self.defined:
                    continue
                if shown or value.node.name in self.mentions or value.node.decorator_list:
                    yield machine.defined(value), partial(self.run_function, value, start)
            record = start.record(value)
            if isinstance(value, Obj) and record is not None and record.kind == "class" and shown:
                if isinstance(value.site, ast.ClassDef) and value.site not in self.machine.linted.nodes:
                    continue
                yield from self.methods(value, start)

    @cached_property
    def defined(self) -> frozenset[str]:
        """The names of the functions that the linted module defines at its top."""
        body = self.machine.tree.body
        return frozenset(each.name for each in body if isinstance(each, (ast.FunctionDef, ast.AsyncFunctionDef)))

    def is_own(self, function: FunctionNode) -> bool:
        """Report whether the linted file defines the function."""
        return self.machine.homes.get(function) is self.machine.linted

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
            if function in connecting:
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
                    made_ready = partial(connected, function.node)
                    yield own.node, partial(self.run_inherited, own.node, made_ready, cls, str(name), start)
            if isinstance(each, Obj) and "__init__" in record.slots and each is cls:
                found = record.slots["__init__"]
                if isinstance(found, Function):
                    yield found.node, partial(self.run_initialiser, instantiate, cls, start)

    def is_in_use(self, value: Value, state: State) -> bool:
        """Report whether an object that the module made has closed nothing yet."""
        connections = [state.connection(key) for key in state.held_connections(value)]
        return isinstance(value, Obj) and not any(each is None or each.closed for each in connections)

    def run_entry(self, function: FunctionNode, run: Callable[[], None]) -> None:
        machine = self.machine
        trace = machine.trace
        is_handed = trace.is_handed(function)
        # What an object is made with decides what it is, whatever the file itself makes it with.
        if function in trace.called and not (is_handed or getattr(function, "name", "") == "__init__"):
            return
        if is_handed:
            # It was run where it was handed over; whether a second call repeats what it opens is seen here.
            if function not in trace.openers:
                return
            machine.trace = trace.scratch()
        else:
            trace.entries.add(function)
        machine.summaries.clear()
        machine.data_given.clear()
        self.attempt(run)
        if machine.trace is not trace:
            trace.repeatable |= machine.trace.repeatable
            machine.trace = trace

    def attempt(self, run: Callable[[], None]) -> None:
        """Run something within the budget of an entry point.

        What was called for the first time by one that is given up is not done with: it may have another caller.
        """
        machine = self.machine
        called = machine.trace.called
        known = len(called)
        most, narrow, spent = machine.most_steps, machine.narrow_from, machine.spent()
        machine.most_steps = self.limit()
        machine.narrow_from = (spent + machine.most_steps) // 2
        stack, temporaries, exits = list(machine.stack), list(machine.temporaries), machine.exits
        try:
            with machine.leaving_by(Exits()):
                run()
        except (ExhaustedError, RecursionError):
            machine.trace.given_up = True
            machine.stack[:], machine.temporaries[:], machine.exits = stack, temporaries, exits
            machine.catching, machine.observers[:] = 0, []
            machine.nesting, machine.handling = 0, ()
            for each in list(called)[known:]:
                del called[each]
        machine.most_steps, machine.narrow_from = most, narrow

    def limit(self) -> int:
        """Return the step at which an entry point is given up: what it may take, or a share when little is left."""
        spent = self.machine.spent()
        return spent + max(min(self.steps, self.machine.most_steps - spent), LEAST_STEPS_OF_ENTRY)

    def run_function(self, function: Function, start: State) -> None:
        state = start.copy()
        state.openings = frozenset()
        self.invoke(function, Arguments(), state, function.node)

    def run_closure(self, function: Function, ends: list[State]) -> None:
        """See what a function opens anew that was handed over in another one, from the states in which that has ended.

        It was run where it was handed over.
        """
        machine, trace = self.machine, self.machine.trace
        defined = machine.defined(function)
        if defined not in trace.openers:
            return
        given = Arguments((), optional_arguments(function.node), not takes_more(function.node))
        with machine.on_scratch() as found, machine.holding([function]):
            for end in ends:
                start = end.copy()
                start.openings, start.pending = frozenset(), {}
                known = frozenset(start.heap)
                for after in self.enter(function, given, start):
                    self.call_again(function, given, known, after, defined)
        trace.repeatable |= found.repeatable

    def invoke(self, callee: Value, arguments: Arguments, state: State, definition: ast.AST) -> list[State]:
        """Call from outside, with arguments that are not known; a parameter that may be left out may also be given."""
        machine = self.machine
        known = frozenset(state.heap)
        given = Arguments(
            arguments.positional, (*arguments.keywords, *optional_arguments(definition)), not takes_more(definition)
        )
        ended = self.enter(callee, given, state)
        for each in ended:
            machine.fire_all(each)
            machine.finish(each.copy())
            if self.later is not None:
                self.later.note(callee, known, each)
            self.call_again(callee, given, known, each, definition)
        return ended

    def enter(self, callee: Value, given: Arguments, state: State) -> list[State]:
        """Call with what the dependencies of the function give, and take what it yields; return the states after it."""
        machine = self.machine
        ended = []
        for ready, injected in self.inject(callee, state):
            arguments = replace(given, keywords=(*given.keywords, *injected))
            with machine.holding([value for _, value in injected]):
                for after, value in machine.call(callee, arguments, machine.tree, ready, awaited=True):
                    consumed = machine.consume(value, self.lend, machine.tree, after)
                    ended += [after] if consumed is None else consumed
        return ended

    def inject(self, callee: Value, state: State) -> list[tuple[State, tuple[tuple[str, Value], ...]]]:
        """Call the dependencies of a function, as a framework does before it calls the function."""
        results: list[tuple[State, tuple[tuple[str, Value], ...]]] = [(state, ())]
        for name, wanted, node in dependencies(callee):
            called = self.called_for(wanted, state)
            definition = definition_of(called)
            if definition is None or names_of(definition).yields:
                continue
            if called is not wanted:  # a class: what is called at its mark is only met here
                self.machine.note_target(called, node, "handed", DEPENDS)
            following = []
            for before, injected in results:
                with self.machine.holding([value for _, value in injected]):
                    for ready, own in self.inject(called, before):
                        with self.machine.holding([value for _, value in own]):
                            made = self.machine.call(wanted, Arguments(keywords=own), node, ready, awaited=True)
                        following += [(after, (*injected, (name, value))) for after, value in made]
            results = following[:MOST_ENTRY_STATES]
        return results

    def initialisers(self, callee: Value, state: State) -> Iterator[ast.AST]:
        """Yield the initialisers of the classes that a framework makes objects of before it calls a function."""
        for _, wanted, _ in dependencies(callee):
            called = self.called_for(wanted, state)
            if called is not wanted and (definition := definition_of(called)) is not None:
                yield definition
            yield from self.initialisers(called, state)

    def called_for(self, dependency: Value, state: State) -> Value:
        """Return the function whose parameters a dependency has: the initialiser of a class."""
        record = state.record(dependency)
        if record is None or record.kind != "class":
            return dependency
        return function_of(self.machine.find(state, self.machine.mro(state, dependency), "__init__")[0]) or dependency

    def call_again(
        self, callee: Value, given: Arguments, before: frozenset[Value], after: State, definition: ast.AST
    ) -> None:
        """See what a second, equal call opens: whether a guard holds, and whether a cache holds what was put there."""
        machine = self.machine
        cached = {
            connection.opening.place: (key, connection)
            for key, connection in after.connections()
            if connection.pooled and key not in before and is_cached_by_call(connection.opening, definition)
        }
        run = {definition, *self.initialisers(callee, after)}
        if isinstance(function := unbound(callee), Function):
            run.add(machine.defined(function))
        sites = opened_sites(after, before)
        anew = {site for each in run for site in sites if (each, site) not in machine.trace.repeatable}
        if not (cached or anew):
            return
        again = after.copy()
        again.openings = frozenset()
        trace, machine.trace = machine.trace, machine.trace.scratch()
        forget_request(again)
        machine.collect(again)
        known = frozenset(again.heap)
        try:
            states = self.enter(callee, given, again.copy())
        finally:
            machine.trace = trace
        for place, (key, connection) in cached.items():
            if states and all(opens_beside(place, key, known, each) for each in states):
                trace.add(CacheMissed(connection))
        trace.repeatable.update((each, site) for site in repeated_sites(anew, again, states) for each in run)

    def lend(self, state: State, value: Value) -> list[State]:
        """Take what a generator yields to code that is not seen: a connection in it makes it a factory."""
        machine = self.machine
        machine.hand_on([value], state)
        for key in machine.handed(state, value):
            connection = state.connection(key)
            if connection is not None:
                machine.trace.lasting.add(connection.opening.site)
        return [state]

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
        given = Arguments((), (*optional_arguments(made_by), *extra), not takes_more(made_by))
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
        return results[:MOST_ENTRY_STATES]

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
        for name in CONNECTING:
            method = machine.method(state, made, name)
            function = unbound(method) if method is not None else None
            if method is None or not isinstance(function, Function):
                continue
            if not machine.home(function).relevance.reaches_effect(name):
                continue
            given = Arguments((), optional_arguments(function.node), not takes_more(function.node))
            with machine.on_scratch(), machine.holding([made]):
                ends = [each for each, _ in machine.call(method, given, machine.tree, state.copy(), awaited=True)]
            if any(any(each.held_connections(made)) for each in ends):
                for each in ends:
                    each.pending = {}  # its caller has waited for what it gave
                return function.node, [(each, made) for each in ends[:MOST_ENTRY_STATES]]
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
        if not self.heirs.have_run(function, cls, start):
            self.heirs.note_run(function, cls, start)
            self.run_method(instances(), cls, name)

    def run_initialiser(self, make: Callable[[], object], cls: Obj, start: State) -> None:
        """Make an instance of a class, if making those of a subclass has not stood for it."""
        if not self.heirs.were_made(cls, start):
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
                if isinstance(found, Descriptor) and found.kind in ("property", "cached_property"):
                    for after, _ in machine.attribute(made, name, machine.tree, state):
                        machine.finish(after.copy())
                    continue
                function = found.function if isinstance(found, Descriptor) else found
                for ready, method in machine.attribute(made, name, machine.tree, state):
                    self.invoke(method, Arguments(), ready, getattr(function, "node", machine.tree))


def is_shown_to_framework(function: FunctionNode, trace: Trace) -> bool:
    """Report whether a decorator, or its name, may show the function to code that calls it."""
    decorators = trace.decorators.get(function, ())
    shown = any(not each.startswith(("contextlib.", "functools.")) for each in decorators)
    return shown or getattr(function, "name", "") in HANDLERS


def is_served(function: FunctionNode, trace: Trace) -> bool:
    """Report whether a framework may call the function while it serves: it is told of it, or of its class."""
    if starts(function, trace) or not hooks.DECORATORS.isdisjoint(trace.decorators.get(function, ())):
        return False
    owner = trace.owners.get(function)
    if owner is not None and trace.bases.get(owner):
        return getattr(function, "name", "") in FRAMEWORK_METHODS
    return is_shown_to_framework(function, trace) or trace.is_handed(function)


def forget_request(state: State) -> None:
    """Another request comes: what was kept with the one before is gone."""
    for key in [key for key in state.heap if isinstance(key, Symbol) and is_of_request(key)]:
        del state.heap[key]
        state.dirty = True


def is_cached_by_call(opening: Opening, definition: ast.AST) -> bool:
    """Report whether a function opens under the guard of a cache, or what it calls in another file does."""
    function = opening.function
    if function is None or not (function is definition or opening.is_elsewhere):
        return False
    return is_guarded_by_cache(function, opening.site)


def opens_beside(place: ast.AST, earlier: Value, known: frozenset[Value], state: State) -> bool:
    """Report whether something new was opened at a place although nobody had closed what was opened there before."""
    connection = state.connection(earlier)
    if connection is not None and connection.closed:
        return False
    return any(key not in known and each.opening.place is place for key, each in state.connections())


def is_guarded_by_cache(definition: ast.AST, site: ast.AST) -> bool:
    """Report whether the expression stands under a condition that only asks whether a key is in a collection."""
    return any(
        isinstance(each, ast.If)
        and isinstance(each.test, ast.Compare)
        and isinstance(each.test.ops[0], (ast.In, ast.NotIn))
        and any(inner is site for statement in (*each.body, *each.orelse) for inner in walk(statement))
        for each in walk(definition)
    )


def takes_more(definition: ast.AST) -> bool:
    """Report whether a caller may give a function more than its parameters name."""
    spec = definition.args if isinstance(definition, (ast.FunctionDef, ast.AsyncFunctionDef)) else None
    return spec is not None and (spec.vararg is not None or spec.kwarg is not None)


def optional_arguments(definition: ast.AST) -> tuple[tuple[str, Value], ...]:
    """Return unknown values for the parameters whose default is None or a flag: a caller may well give them."""
    if not isinstance(definition, (ast.FunctionDef, ast.AsyncFunctionDef)):
        return ()
    spec = definition.args
    named = [*spec.posonlyargs, *spec.args]
    pairs: list[tuple[ast.arg, ast.expr | None]] = list(
        zip(named[len(named) - len(spec.defaults) :], spec.defaults, strict=True)
    )
    pairs += zip(spec.kwonlyargs, spec.kw_defaults, strict=True)
    open_ended = (None, True, False)
    names = [
        argument.arg
        for argument, default in pairs
        if isinstance(default, ast.Constant) and any(default.value is each for each in open_ended)
    ]
    return tuple((name, Symbol("parameter", definition, name)) for name in names)
