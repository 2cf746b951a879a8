"""Runs: a module is executed as a script and as an import, and then each of its entry points."""

from __future__ import annotations

import ast
from collections.abc import Callable, Container, Iterable, Iterator
from functools import cached_property, partial
from itertools import groupby
from operator import itemgetter

from flake8_cb.flow.domain.joining import thin
from flake8_cb.flow.domain.record import Record
from flake8_cb.flow.domain.state import State
from flake8_cb.flow.domain.values import Const, Function, FunctionNode, Obj, Partial, Value
from flake8_cb.flow.events import Trace
from flake8_cb.flow.language.statements import Statements
from flake8_cb.flow.machine.budget import LEAST_STEPS, STEPS_PER_STATEMENT, ExhaustedError
from flake8_cb.flow.machine.frames import Exits, Frame
from flake8_cb.flow.machine.workers import begins_worker, in_worker
from flake8_cb.flow.modules import Module, Modules
from flake8_cb.flow.names.scopes import arguments_of
from flake8_cb.flow.runs.later import Later
from flake8_cb.flow.runs.members import FRAMEWORK_METHODS, Members
from flake8_cb.flow.runs.order import callers_first, names_read
from flake8_cb.flow.runs.outside import MOST_ENTRY_STATES, Outside, has_flags
from flake8_cb.flow.runs.startup import Startup, starts, stops
from flake8_cb.sdk import hooks
from flake8_cb.sdk.entry_points import HANDLERS, SERVERS
from flake8_cb.settings import Settings
from flake8_cb.trees import walk

#: What others may call, with what runs it.
Entry = tuple[FunctionNode, Callable[[], None]]

#: Steps that every entry point may take, whatever those before it took.
LEAST_STEPS_OF_ENTRY = 1_000


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
    if not any(map(asks_for_name, linted.nodes)):
        return (linted.source.name,)
    acts = linted.relevance.acts or any(map(modules.acts, modules.executed_by(linted.source) - {linted.source}))
    return ("__main__", linted.source.name) if acts else (linted.source.name,)


def asks_for_name(node: ast.AST) -> bool:
    """Report whether a module compares its own name there, to see whether it is run as a script."""
    operands = (node.left, *node.comparators) if isinstance(node, ast.Compare) else ()
    return any(isinstance(each, ast.Name) and each.id == "__name__" for each in operands)


class Run:
    """One run of a module and of its entry points."""

    def __init__(self, machine: Statements) -> None:
        self.machine = machine
        self.steps = LEAST_STEPS // 2
        self.outside = Outside(machine)
        self.members = Members(machine, self.outside)
        self.application: Value | None = None  # that of a framework which has started

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
                    states = machine.execute(self.shared_body, [state])
                    known = {key for each in states for key, _ in each.connections()}
                    states = machine.execute(machine.tree.body[len(self.shared_body) :], states)
            except (ExhaustedError, RecursionError):
                machine.trace.given_up = True
                return
            machine.importing_itself = False
            for each in states:
                machine.fire_all(each)
                self.note_imported(each)
                machine.finish(each.copy())
            if name == "__main__":
                # A framework imports the module, and calls its handler whatever the script has tried it with.
                trace = machine.trace
                trace.called = {each: None for each in trace.called if not is_shown_to_framework(each, trace)}
                self.serve(thin(states)[:MOST_ENTRY_STATES], module, known)
                return  # with its last statement a script ends: nobody is left to call its functions
            self.outside.later = later = Later(machine, module)
            starts = thin(states)[:MOST_ENTRY_STATES]
            for start in starts:
                machine.put_stand_ins(machine.linted.source, module, start)
                self.let_last(start, module)
            entries = [entry for start in starts for entry in self.entries(start.heap[module].slots, start)]
            wrapped = {each.node for each in machine.wrapped.values()}  # decorators that try again take their time
            entries.sort(key=lambda entry: (entry[0] in wrapped, self.is_mentioned(entry[0])))
            for _, alike in groupby(callers_first(entries), key=itemgetter(0)):
                for entry in reversed(list(alike)):  # subclasses come before their bases
                    self.run_entry(*entry)
            for value in list(machine.given_away.values()):
                if isinstance(value, Function) and not self.is_own(value.node) and starts:
                    self.run_entry(value.node, lambda value=value: self.run_function(value, starts[0]))  # type: ignore[misc]
            for start in starts:
                self.run_started(start, module, lambda ready: self.entries(ready.heap[module].slots, ready))
            self.run_closures(later)
            self.run_with_flags(entries)
            later.run(self.attempt)

    @cached_property
    def shared_body(self) -> list[ast.stmt]:
        """The body of the module up to what only a script does."""
        body = self.machine.tree.body
        guards = (
            place
            for place, each in enumerate(body)
            if isinstance(each, ast.If) and any(map(asks_for_name, walk(each.test)))
        )
        return body[: next(guards, len(body))]

    def serve(self, states: list[State], module: Obj, known: Container[Value]) -> None:
        """Run what a framework calls while a script serves, if that has opened what an import does not open.

        What has closed something serves no more. ``known`` are the connections that an import has as well.
        """
        for state in states:
            connections = list(state.connections())
            opened = any(key not in known and not each.abandoned for key, each in connections)
            if not opened or any(each.closed for _, each in connections):
                continue
            self.let_last(state, module)
            self.machine.summaries.clear()
            for function, run in self.entries(state.heap[module].slots, state):
                if is_served_by_script(function, self.machine.trace):
                    self.attempt(run)

    def note_imported(self, state: State) -> None:
        """Note what other modules keep: that outlives a body which is run again and again."""
        modules = [each for each in self.machine.scopes[1:] if each in state.heap]
        for key in state.reachable(modules, stop=frozenset(self.machine.scopes[:1])) if modules else ():
            if (connection := state.connection(key)) is not None:
                self.machine.trace.imported.add(connection.opened.node)

    def run_started(self, start: State, scope: Obj, entries: Callable[[State], Iterable[Entry]]) -> None:
        """Run what a framework is told of from the states in which that has left the program which it runs first.

        Without that it was run as well: it may be called without the framework. ``scope`` is that of the application.
        """
        machine, trace = self.machine, self.machine.trace
        startup = Startup(machine, scope)
        found: list[State] = []
        self.attempt(lambda: found.extend(startup.states(start)))
        for ready in found:
            with machine.holding(startup.scopes):
                self.let_last(ready, scope)
                self.application = machine.application(ready, scope)
                machine.summaries.clear()
                for function, run in entries(ready):
                    if is_served(function, trace):
                        self.attempt(run)
                self.application = None

    def let_last(self, state: State, scope: Obj) -> None:
        """What a scope leads to stays while entry points run: what there is to tell of it was told."""
        state.tenure(scope, frozenset())
        self.machine.finished.update(key for key, connection in state.connections() if not connection.conflicts)

    def run_with_flags(self, entries: list[Entry]) -> None:
        """Run what has flags and opens connections once more, when all else is done: callers may give other ones."""
        trace = self.machine.trace
        self.outside.gives_flags = True
        for function, run in entries:
            if function in trace.openers and function in trace.entries and has_flags(function):
                self.attempt(run)
        self.outside.gives_flags = False

    def run_closures(self, later: Later) -> None:
        """Run what functions of the module have handed over of their own, such as the handlers of a factory."""
        done: set[FunctionNode] = set()
        for scope, (functions, ends) in list(self.machine.closures.items()):
            new = [each for each in functions if self.machine.defined(each) not in done]
            done.update(map(self.machine.defined, new))
            for function in new:
                self.attempt(partial(self.run_closure, function, ends, later))
            for end in ends:
                if new and not any(each.closed for _, each in end.connections()):  # else nothing is served any more
                    with self.machine.holding(new):
                        self.run_started(end, scope, partial(self.closures_from, new))

    def closures_from(self, functions: list[Function], state: State) -> Iterator[Entry]:
        """Yield functions that stand in another one, each with what runs it from a state of that."""
        for each in functions:
            yield self.machine.defined(each), partial(self.run_function, each, state)

    def is_mentioned(self, function: FunctionNode) -> bool:
        """Report whether something in the file names the function: then its caller may be met first."""
        return getattr(function, "name", "") in self.mentions

    @cached_property
    def mentions(self) -> frozenset[str]:
        """The names that something in the file reads."""
        return names_read(self.machine.tree)

    def entries(self, names: dict[object, Value], start: State) -> Iterator[Entry]:
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
                yield from self.members.methods(value, start)

    @cached_property
    def defined(self) -> frozenset[str]:
        """The names of the functions that the linted module defines at its top."""
        body = self.machine.tree.body
        return frozenset(each.name for each in body if isinstance(each, (ast.FunctionDef, ast.AsyncFunctionDef)))

    def is_own(self, function: FunctionNode) -> bool:
        """Report whether the linted file defines the function."""
        return self.machine.homes.get(function) is self.machine.linted

    def run_entry(self, function: FunctionNode, run: Callable[[], None]) -> None:
        machine = self.machine
        trace = machine.trace
        is_handed = trace.is_handed(function)
        # What an object is made with decides what it is, whatever the file itself makes it with.
        if function in trace.called and not (is_handed or getattr(function, "name", "") == "__init__"):
            return
        if is_handed:
            # It was run where it was handed over; whether a second call repeats what it opens is seen here.
            if function not in trace.openers or begins_worker(function, trace):
                return
            machine.trace = trace.scratch()
        else:
            trace.entries.add(function)
        machine.summaries.clear()
        machine.data_given.clear()
        self.attempt(run)
        if machine.trace is not trace:
            trace.take_repetitions(machine.trace)
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
        try:
            with machine.leaving_by(Exits()):
                run()
        except (ExhaustedError, RecursionError):
            machine.trace.given_up = True
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
        if begins_worker(self.machine.defined(function), self.machine.trace):
            state.forks = in_worker(state.forks, function.node)
        callee: Value = function
        if self.application is not None and stops(self.machine.defined(function), self.machine.trace):
            takes_it = bool(arguments_of(function.node.args))
            callee = Partial(function, (self.application,), ()) if takes_it else function
        self.outside.invoke(callee, state, function.node)

    def run_closure(self, function: Function, ends: list[State], later: Later) -> None:
        """See what a function opens anew that was handed over in another one, from the states in which that has ended.

        It was run where it was handed over.
        """
        machine, trace = self.machine, self.machine.trace
        defined = machine.defined(function)
        if defined not in trace.openers:
            return
        given = self.outside.arguments(function.node)
        with machine.on_scratch() as found, machine.holding([function]):
            for end in ends:
                start = end.copy()
                start.openings, start.pending = frozenset(), {}
                known = frozenset(start.heap)
                ended = self.outside.enter(function, given, start)
                for each in ended:
                    later.note(function, known, each)
                self.outside.call_again(function, given, known, ended, defined)
        trace.take_repetitions(found)


def is_shown_to_framework(function: FunctionNode, trace: Trace) -> bool:
    """Report whether a decorator, or its name, may show the function to code that calls it."""
    decorators = trace.decorators.get(function, ())
    shown = any(not each.startswith(("contextlib.", "functools.")) for each in decorators)
    return shown or getattr(function, "name", "") in HANDLERS


def is_served_by_script(function: FunctionNode, trace: Trace) -> bool:
    """Report whether a server that the script itself starts may call the function."""
    owner = trace.owners.get(function)
    names = [*trace.decorators.get(function, ()), *(trace.bases.get(owner, ()) if owner is not None else ())]
    names += [call.callee for call in trace.calls.get(function, ()) if call.how == "handed"]
    return is_served(function, trace) and any(name.partition(".")[0] in SERVERS for name in names)


def is_served(function: FunctionNode, trace: Trace) -> bool:
    """Report whether a framework may call the function when it has started: it is told of it, or of its class."""
    if stops(function, trace):
        return True
    if starts(function, trace) or not hooks.DECORATORS.isdisjoint(trace.decorators.get(function, ())):
        return False
    owner = trace.owners.get(function)
    if owner is not None and trace.bases.get(owner):
        return getattr(function, "name", "") in FRAMEWORK_METHODS
    return is_shown_to_framework(function, trace) or trace.is_handed(function)
