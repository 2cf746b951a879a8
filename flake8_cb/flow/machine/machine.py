"""The machine: what all parts of the abstract execution share."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from flake8_cb.flow.domain.record import CONTAINERS, Record, may_be_fewer
from flake8_cb.flow.domain.state import State
from flake8_cb.flow.domain.texts import is_datum
from flake8_cb.flow.domain.typestate import ROWS
from flake8_cb.flow.domain.values import (
    Const,
    Function,
    Obj,
    Symbol,
    Tuple,
    Value,
    definition_of,
    owner_of_dict,
    symbol,
)
from flake8_cb.flow.events import Called, Connected, Trace
from flake8_cb.flow.machine.budget import Budget
from flake8_cb.flow.machine.frames import NO_ARGUMENTS, Arguments, Frame, Results
from flake8_cb.flow.machine.summaries import Summary
from flake8_cb.flow.modules import Module, Modules
from flake8_cb.sdk.reader import StubClass
from flake8_cb.settings import Settings

#: Calls within one another below which texts and numbers that are given on hardly tell one call from another.
DEEP_CALL = 4

#: Methods that run while an instance is being made.
CONSTRUCTORS = frozenset({"__init__", "__new__", "__post_init__", "initialize", "on_start"})


class Machine(Budget):
    """Executes one module for one generation of the SDK and hands what happens to ``trace``."""

    def __init__(self, linted: Module, modules: Modules, settings: Settings, trace: Trace) -> None:
        super().__init__(linted, modules, settings, trace)
        self.awaited_at_once: dict[ast.AST, ast.Await] = {}  # by its operand, a call perhaps
        self.evaluators: dict[type[ast.expr], Callable[[Any, State], Results]] = {}
        self.scopes: list[Obj] = []  # those of the modules that were executed
        self.given_away: dict[ast.AST, Value] = {}  # functions that unknown code was handed
        #: Those that stand in another function, by the scope that they close over, and the states in which that ended.
        self.closures: dict[Obj, tuple[list[Function], list[State]]] = {}
        self.too_long: dict[ast.AST | None, int] = {}  # calls of other files that were given up, after so many steps
        self.judged: set[Value] = set()  # classes of which it is known whether their instances only hold data
        self.waiting: dict[Value, Connected] = {}  # strings that clusters keep until they open something
        self.threads_are_named = False  # something has asked which thread runs
        self.writers: dict[Module, frozenset[str]] = {}  # the functions that set what the linted file asks for
        self.cut: set[ast.AST] = set()  # the loops that were left before their last item
        self.orders: dict[tuple[Value, Value | None], list[Value]] = {}
        self.summaries: dict[object, list[Summary]] = {}
        self.data_given: dict[object, list[Arguments]] = {}  # to calls deep in others

    @contextmanager
    def on_scratch(self) -> Iterator[Trace]:
        """Note what happens in a trace of its own, which is given; summaries made meanwhile go with it."""
        trace, summaries = self.trace, self.summaries
        self.trace, self.summaries = trace.scratch(), {}
        try:
            yield self.trace
        finally:
            self.trace, self.summaries = trace, summaries

    def read_data(self, *values: Value) -> None:
        """Note that it may depend on what a text or number is how the path goes on."""
        consulted = self.meter.consulted
        consulted.data = consulted.data or any(map(is_datum, values))

    def is_cut(self, node: ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp) -> bool:
        """Report whether not all items of a comprehension were looked at."""
        return any(each.iter in self.cut for each in node.generators)

    def result_of_unknown(self, function: object, arguments: Arguments, node: ast.AST) -> Symbol:
        """Return the symbol of what a call gives: the same where it is given the same once more.

        The arguments stand in it as a whole, so that it is no deep one.
        """
        given = (arguments,) if arguments != NO_ARGUMENTS and self.frame.depth < DEEP_CALL else ()
        return symbol(node, "call", function, node, *self.here(), *given)

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
