"""The machine: what all parts of the abstract execution share."""

from __future__ import annotations

import ast
from collections.abc import Callable, Container, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from flake8_cb.flow.events import Called, Connected, Forked, Trace
from flake8_cb.flow.frames import INTERRUPTS_ALONE, NO_ARGUMENTS, Arguments, Exits, Frame, Handling, Raised, Results
from flake8_cb.flow.interface import Interface
from flake8_cb.flow.joining import (
    MANY_STATES,
    MANY_STATES_ELSEWHERE,
    MOST_IMPORT_STATES,
    MOST_STATES,
    MOST_STATES_ELSEWHERE,
    share_facts,
    thin,
)
from flake8_cb.flow.modules import Module, Modules
from flake8_cb.flow.record import CONTAINERS, Record, may_be_fewer
from flake8_cb.flow.state import Meter, State
from flake8_cb.flow.summaries import Summary
from flake8_cb.flow.texts import is_datum
from flake8_cb.flow.typestate import ROWS, Connection, Spot, Use
from flake8_cb.flow.values import (
    Const,
    Function,
    FunctionNode,
    Obj,
    Symbol,
    Tuple,
    Value,
    definition_of,
    owner_of_dict,
    symbol,
)
from flake8_cb.sdk.reader import StubClass
from flake8_cb.settings import Settings

#: Statements and calls that one run may execute for each statement of the module, and at least.
STEPS_PER_STATEMENT = 40


LEAST_STEPS = 16_000


#: Objects that are looked at for the price of one step.
OBJECTS_OF_A_STEP = 200

#: Calls within one another below which texts and numbers that are given on hardly tell one call from another.
DEEP_CALL = 4

#: Calls within one another that are followed.
DEEPEST_CALL = 40


#: Paths that are followed when half of the steps that there are have been taken.
FEW_STATES = 2


#: Expressions within one another that are followed.
DEEPEST_EXPRESSION = 120


class ExhaustedError(Exception):
    """The run took more steps than its budget: what was found so far stands, the rest is silent."""


#: Methods that run while an instance is being made.
CONSTRUCTORS = frozenset({"__init__", "__new__", "__post_init__", "initialize", "on_start"})


class Holding:
    """Keeps values in a list for as long as a block runs; what the block itself keeps there is gone by its end."""

    __slots__ = ("count", "kept", "values")

    def __init__(self, kept: list[Value], values: Iterable[Value]) -> None:
        self.kept = kept
        self.values = values

    def __enter__(self) -> None:
        self.count = len(self.kept)
        self.kept.extend(self.values)

    def __exit__(self, *error: object) -> None:
        del self.kept[self.count :]


class Machine(Interface):
    """Executes one module for one generation of the SDK and hands what happens to ``trace``."""

    def __init__(self, linted: Module, modules: Modules, settings: Settings, trace: Trace) -> None:
        self.linted = linted
        self.modules = modules
        self.tree = linted.tree
        self.catalogue = modules.catalogue
        self.settings = settings
        self.trace = trace
        self.stack: list[Frame] = []
        self.suspended: list[FunctionNode | None] = []  # generators that wait while what they yielded is used
        self.exits = Exits()
        self.catching = 0
        #: Of each `try` around: whether it catches more than errors of the SDK, and whether it catches interrupts.
        self.caught: list[tuple[bool, bool]] = []
        self.expecting = 0  # blocks of tests around what runs that ask for an error
        self.awaited_at_once: dict[ast.AST, ast.Await] = {}  # by its operand, a call perhaps
        self.temporaries: list[Value] = []
        self.evaluators: dict[type[ast.expr], Callable[[Any, State], Results]] = {}
        self.observers: list[set[Use]] = []
        self.homes: dict[ast.AST, Module] = {}  # in which module a function, class or generator expression stands
        self.scopes: list[Obj] = []  # those of the modules that were executed
        self.given_away: dict[ast.AST, Value] = {}  # functions that unknown code was handed
        #: What a decorator of the linted code has put in the place of a function, and that function.
        self.wrapped: dict[Function, Function] = {}
        #: Those that stand in another function, by the scope that they close over, and the states in which that ended.
        self.closures: dict[Obj, tuple[list[Function], list[State]]] = {}
        self.elsewhere = 0  # calls of functions of other files, within one another
        self.too_long: dict[ast.AST | None, int] = {}  # those of them that were given up, after so many steps
        self.interrupted: list[State] = []  # in which an error that nobody catches leaves a call from outside
        self.judged: set[Value] = set()  # classes of which it is known whether their instances only hold data
        self.waiting: dict[Value, Connected] = {}  # strings that clusters keep until they open something
        self.importing_itself = False  # the linted module is being imported
        self.decorating = False  # the decorator of a function is evaluated that may do something to a connection
        self.steps = 0
        self.meter = Meter()
        self.most_steps = LEAST_STEPS
        self.narrow_from = LEAST_STEPS  # the step from which on few paths are followed, so that these come to their end
        self.nesting = 0
        self.handling: tuple[Handling, ...] = ()  # the error handlers that run
        self.threads_are_named = False  # something has asked which thread runs
        self.writers: dict[Module, frozenset[str]] = {}  # the functions that set what the linted file asks for
        self.shared: Container[Value] = ()  # what the path has beside which code runs
        self.finished: set[Value] = set()  # what the end of the module has told of, if it lasts
        self.cut: set[ast.AST] = set()  # the loops that were left before their last item
        self.orders: dict[tuple[Value, Value | None], list[Value]] = {}
        self.summaries: dict[object, list[Summary]] = {}
        self.data_given: dict[object, list[Arguments]] = {}  # to calls deep in others

    @property
    def frame(self) -> Frame:
        return self.stack[-1]

    def place(self, node: ast.AST) -> ast.AST:
        """Return the innermost expression of the linted file that leads to ``node``, where this frame stands."""
        return node if self.frame.lead is None else self.frame.lead

    def spot(self, node: ast.AST) -> Spot:
        return Spot(node, self.place(node))

    def lead_to(self, module: Module, node: ast.AST) -> ast.AST | None:
        """Return the lead of a frame of that module that is entered from here."""
        return None if module is self.linted else self.place(node)

    def is_told(self, begin: ast.AST, end: Spot) -> bool:
        """Report whether a story that ends there is one of the linted file.

        What both begins and ends behind one and the same expression belongs to the file behind it.
        """
        return not end.is_elsewhere or (end.place is not begin and end.place is not self.tree)

    def is_told_of(self, connection: Connection, begin: Spot, end: Spot) -> bool:
        """Report whether the linted file tells what happened to a connection.

        Another file can tell what begins and ends there of the connections that it knows, but not of one that this
        file has opened and handed to it.
        """
        return self.is_told(begin.place, end) or not (connection.opened.is_elsewhere or end.place is self.tree)

    def told(self, connections: Iterable[Connection], end: Spot) -> tuple[Connection, ...]:
        """Return the connections whose story, from their opening on, the linted file tells."""
        return tuple(each for each in connections if self.is_told(each.opening.place, end))

    @contextmanager
    def pushed(self, frame: Frame) -> Iterator[None]:
        self.stack.append(frame)
        try:
            yield
        finally:
            self.stack.pop()

    @contextmanager
    def suspending(self, generator: FunctionNode | None) -> Iterator[None]:
        """Let a generator wait while other code uses what it yielded."""
        self.suspended.append(generator)
        try:
            yield
        finally:
            self.suspended.pop()

    def holding(self, values: Iterable[Value]) -> Holding:
        """Keep values alive that only the machine holds for the moment."""
        return Holding(self.temporaries, values)

    @contextmanager
    def beside_path(self, state: State) -> Iterator[None]:
        """Run code on a copy of a state: its errors stay with it, and what the state holds outlives it."""
        before = self.catching, self.shared
        self.catching, self.shared = 0, state.heap
        try:
            yield
        finally:
            self.catching, self.shared = before

    @contextmanager
    def leaving_by(
        self, exits: Exits, *, catching: int = 0, others: bool = True, interrupts: bool = True
    ) -> Iterator[None]:
        """Collect the paths that leave a block in ``exits``.

        ``catching``: errors are caught there, ``others`` than those of the SDK, and ``interrupts``.
        """
        before, self.exits = self.exits, exits
        self.catching += catching
        self.caught += [(others, interrupts)] * catching
        try:
            yield
        finally:
            self.exits = before
            self.catching -= catching
            del self.caught[len(self.caught) - catching :]

    @contextmanager
    def on_scratch(self) -> Iterator[Trace]:
        """Note what happens in a trace of its own, which is given; summaries made meanwhile go with it."""
        trace, summaries = self.trace, self.summaries
        self.trace, self.summaries = trace.scratch(), {}
        try:
            yield self.trace
        finally:
            self.trace, self.summaries = trace, summaries

    def step(self, count: int = 1) -> None:
        self.steps += count
        if self.spent() > self.most_steps:
            raise ExhaustedError

    def within(self, steps: int, run: Callable[[], Results]) -> Results | None:
        """Run something that may take so many steps; None if it takes more, and the machine is as before."""
        most, narrow, spent = self.most_steps, self.narrow_from, self.spent()
        self.most_steps = min(most, spent + steps)
        self.narrow_from = min(narrow, spent + steps // 2)
        depths = len(self.stack), len(self.temporaries), len(self.observers)
        exits, catching, nesting, handling = self.exits, self.catching, self.nesting, self.handling
        raised = len(exits.raised)
        try:
            return run()
        except ExhaustedError:
            if self.spent() > most:
                raise
            del self.stack[depths[0] :], self.temporaries[depths[1] :], self.observers[depths[2] :]
            self.exits, self.catching, self.nesting, self.handling = exits, catching, nesting, handling
            del exits.raised[raised:]
            return None
        finally:
            self.most_steps, self.narrow_from = most, narrow

    def thin(self, states: list[State]) -> list[State]:
        """Keep the paths few that meet here: fewer in another file, and the fewest when half of the steps are taken."""
        if len(states) < 2:
            return states
        if self.is_narrow():
            return self.narrowed(states)
        elsewhere = self.frame.lead is not None
        imported = elsewhere and self.frame.function is None
        most = MOST_IMPORT_STATES if imported else MOST_STATES_ELSEWHERE if elsewhere else MOST_STATES
        return thin(states, most, MANY_STATES_ELSEWHERE if elsewhere else MANY_STATES)

    def narrowed(self, states: list[State]) -> list[State]:
        """Choose the paths with most to tell, so that some are followed to their end before the steps are taken."""
        ordered = sorted(states, key=weight, reverse=True)
        for state in ordered[FEW_STATES:]:
            self.leave_out(state)
        return ordered[:FEW_STATES]

    def fewer(self, raised: list[Raised]) -> list[Raised]:
        """Keep few the paths on which one exception is under way; those on which it only is possible come first."""
        return [replace(kind, state=state) for kind, states in self.kinds_of_raised(raised) for state in states]

    def kinds_of_raised(self, raised: list[Raised]) -> list[tuple[Raised, list[State]]]:
        """Return one of each kind of exceptions under way, with the paths on which it is."""
        found: dict[object, list[Raised]] = {}
        for each in raised:
            found.setdefault((each.exception, each.foreign, each.past), []).append(each)
        ordered = sorted(found.values(), key=lambda alike: (alike[0].exception is not None, alike[0].foreign))
        return [(alike[0], self.thin([each.state for each in alike])) for alike in ordered]

    def is_narrow(self) -> bool:
        """Report whether so many steps are taken that few paths are followed, so that these come to their end."""
        return self.spent() > self.narrow_from

    def leave_out(self, state: State) -> None:
        """Follow a path no further: what it does with its connections is not known, it may keep them.

        Those that a function has left behind nobody can keep.
        """
        left = (each for _, each in state.connections() if not (each.settled and each.outcome == "local"))
        self.trace.lasting.update(each.opening.site for each in left)
        self.trace.given_up = True

    def spent(self) -> int:
        """Return the steps so far, with what the states have cost."""
        return self.steps + self.meter.looks // OBJECTS_OF_A_STEP

    def read_data(self, *values: Value) -> None:
        """Note that it may depend on what a text or number is how the path goes on."""
        consulted = self.meter.consulted
        consulted.data = consulted.data or any(map(is_datum, values))

    def is_cut(self, node: ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp) -> bool:
        """Report whether not all items of a comprehension were looked at."""
        return any(each.iter in self.cut for each in node.generators)

    def turns(self) -> tuple[tuple[ast.AST, int], ...]:
        return tuple(self.frame.loops)

    def defined(self, function: Function) -> FunctionNode:
        """Return the definition of a function, or that of the one in whose place a decorator has put it."""
        return self.wrapped.get(function, function).node

    def activations(self, callee: Value, state: State, arguments: Arguments | None = None) -> int:
        """Return how often a function runs just now, with such arguments if there are any.

        What a decorator makes of another one is not the same, nor is one that is given other functions to call.
        """
        definition = definition_of(callee)
        frames = [frame for frame in self.stack if frame.function is definition]
        if frames and arguments is not None:
            given = functions_in(arguments.values())
            frames = [frame for frame in frames if functions_in(frame.arguments) == given]
        if isinstance(callee, Function) and callee in self.wrapped:
            return sum(1 for frame in frames if state.heap[frame.scope].parent == callee.scope)
        return len(frames)

    def here(self) -> tuple[object, ...]:
        """Return what tells one evaluation of an expression from another: the turns of loops, and the recursion."""
        return (*self.frame.loops, *([self.frame.activation] if self.frame.activation else []))

    def result_of_unknown(self, function: object, arguments: Arguments, node: ast.AST) -> Symbol:
        """Return the symbol of what a call gives: the same where it is given the same once more.

        The arguments stand in it as a whole, so that it is no deep one.
        """
        given = (arguments,) if arguments != NO_ARGUMENTS and self.frame.depth < DEEP_CALL else ()
        return symbol(node, "call", function, node, *self.here(), *given)

    def may_raise(self, state: State, *, foreign: bool = False, past: frozenset[str] = frozenset()) -> Raised | None:
        """Any call in a ``try`` body may raise what a handler around it catches, but for the kinds in ``past``.

        Returns the way out that this adds, None where there is no new one.
        """
        if not self.catching or not self.may_be_caught(foreign=foreign, past=past):
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
            return any(interrupts for _, interrupts in self.caught)
        return not foreign or any(others for others, _ in self.caught)

    def in_try(
        self,
        state: State,
        run: Callable[[], Results],
        *,
        foreign: bool = False,
        past: frozenset[str] = frozenset(),
    ) -> Results:
        """Run what may raise in a ``try`` body; if it has closed a connection, it has failed while it did so."""
        opened = open_connections(state) if self.catching else []
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
        if self.catching:
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

    def roots(self, *, without: Frame | None = None) -> list[Value]:
        """Return what is alive by itself: the scopes on the stack and what the machine holds."""
        found: list[Value] = [*self.temporaries, *self.scopes]
        for frame in self.stack:
            if frame is not without:
                found.append(frame.scope)
            found.extend(frame.arguments)
        return found

    def collect(self, state: State, *more: Value) -> None:
        """Drop what nothing leads to any more, as reference counting does."""
        if not state.dirty:
            return
        state.dirty = False
        rows = [key for key, pending in state.pending.items() if pending.what == ROWS]
        roots = [*self.roots(), *(key for key in state.pending if key not in rows), *state.cached.values(), *more]
        roots += [value for _, value in state.parked if value is not None]
        # Work that runs in another thread has what it was given.
        roots += [use.connection for pending in state.pending.values() for use in pending.uses]
        # Unknown objects live elsewhere too, and functions that have attributes are none that are gone with a call.
        roots += [key for key in state.heap.own if isinstance(key, (Symbol, Function))]
        alive = state.alive(roots)
        if rows:
            alive |= self.keep_rows(rows, alive, state)
        state.meter.looks += len(state.heap.own) // 16
        gone = [key for key in state.heap.passing() if key not in alive]
        self.drop_coroutines(state, gone)
        dropped = dict.fromkeys(key for key in gone if state.heap[key].connection)  # in the order of their making
        for key in dropped:
            self.retire(state, key, dropped=True)
        for key in gone:
            del state.heap[key]
        if dropped:  # nobody can close it any more
            for holder, pending in list(state.pending.items()):
                if not pending.connections.isdisjoint(dropped):
                    state.pending[holder] = replace(pending, connections=pending.connections.difference(dropped))

    def keep_rows(self, rows: list[Value], alive: set[Value], state: State) -> set[Value]:
        """Rows that nobody will read are on their way while their connection lives; they do not keep it alive.

        Return what lives on with those that are.
        """
        gone = {key for key in state.heap.passing() if key not in alive}
        for key in rows:
            if key in gone and gone.issuperset(state.pending[key].connections):
                del state.pending[key]
        return state.alive([key for key in rows if key in state.pending])

    def make(
        self, state: State, cls: StubClass, node: ast.AST, kind: str = "instance", via: Value | None = None
    ) -> Obj:
        record = Record(kind, cls)
        record.via = via
        return state.allocate(node, record)

    def container(
        self,
        state: State,
        kind: str,
        items: Iterable[tuple[Any, Value]],
        node: ast.AST,
        *,
        exact: bool = True,
    ) -> Obj:
        """Allocate a list, dict or set."""
        record = Record(kind)
        record.exact = exact
        record.born = self.turns()
        made = state.allocate(node, record)
        for name, item in items:
            record.put(name, item)
        return made

    def collection(self, state: State, kind: str, items: Iterable[Value], node: ast.AST, *, exact: bool) -> Obj:
        """Allocate a list or set of what is given for it: a set holds equal items once."""
        held = dict.fromkeys(items) if kind == "set" else items
        made = self.container(state, kind, enumerate(held), node, exact=exact)
        state.heap[made].grown = may_be_fewer(state.heap[made])
        return made

    def copied(self, value: Value, node: ast.AST, state: State) -> Value:
        """Return a dictionary of the attributes of the object whose ``__dict__`` that is; any other value as it is."""
        owner = owner_of_dict(value)
        record = state.record(owner) if owner is not None else None
        if record is None or record.kind != "instance":
            return value
        items = [(Const.of(name), item) for name, item in record.slots.items()]
        return self.container(state, "dict", items, node)

    def note_target(self, function: Value, node: ast.AST, how: str, callee: str = "") -> None:
        """A function is called at a node, or will be; `Called` says how."""
        definition = definition_of(function)
        if definition is not None:
            self.trace.add(Called(definition, node, self.frame.function, bool(self.frame.loops), how, callee))

    def note_table(self, table: Record, node: ast.AST) -> None:
        """Something is taken out of a mapping, under which key is not known: the functions in it are called there."""
        for each in list(table.slots.values()):
            self.note_target(each, node, "table")

    def items(self, value: Value, state: State) -> list[Value] | None:
        """Return the items that iterating over ``value`` gives, or None if they are not known."""
        if isinstance(value, Tuple):
            return list(value.items)
        record = state.heap.get(value)
        if record is not None and record.kind == "completed":
            return self.items(record.slots["tasks"], state)
        if record is None or record.kind not in CONTAINERS or not record.exact:
            return None
        if record.kind == "dict":
            return list(record.slots)
        return list(record.slots.values())

    def count(self, value: Value, state: State) -> int | None:
        """Return how many items a list or tuple has, as far as it is known; nobody gets at them by that."""
        items = Machine.items(self, value, state)
        return len(items) if items is not None else None


def functions_in(values: Iterable[Value]) -> list[FunctionNode]:
    """Return the definitions of those of some values that are functions."""
    return [found for each in values if (found := definition_of(each)) is not None]


def keep_on_failure(failed: State, states: list[State]) -> None:
    """A call that hands a connection to code which is not seen has done so, too, where it fails behind that."""
    for state in states:
        for key, connection in state.connections():
            known = failed.connection(key)
            if connection.kept_outside and known is not None and not known.kept_outside:
                failed.update_connection(key, kept_outside=True)


def weight(state: State) -> int:
    """Return how much there is to tell of a path: its connections, and those that are not the first."""
    return sum(1 + (each.repeated_in is not None) + bool(each.conflicts) for _, each in state.connections())


def open_connections(state: State) -> list[Value]:
    """Return the connections that nobody has closed."""
    return [key for key, each in state.connections() if not each.closed]


def is_closed(key: Value, state: State) -> bool:
    connection = state.connection(key)
    return connection is not None and connection.closed is not None
