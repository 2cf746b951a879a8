"""Later calls: what one call of a program leaves open for another one that may come after it.

No order of the calls from outside is known, so that nothing is told of two calls that needs one of them first. A
coroutine that a function drops is an affair of that function alone: the other call only gives the object. What runs
after each handler is known to come later: it may close what a handler has opened for all.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from flake8_cb.flow.domain.state import State
from flake8_cb.flow.domain.values import Bound, Descriptor, Function, Obj, Value, definition_of
from flake8_cb.flow.events import ClosedShared, NeverAwaited
from flake8_cb.flow.language.statements import Statements
from flake8_cb.flow.machine.frames import Arguments
from flake8_cb.flow.names.scopes import dropped_calls
from flake8_cb.sdk import hooks
from flake8_cb.sdk.reader import Catalogue, StubClass, StubFunction

#: Modules of the SDK whose methods make coroutines.
MODULES = (
    "acouchbase.cluster", "acouchbase.bucket", "acouchbase.collection", "acouchbase.binary_collection",
    "acouchbase_analytics.cluster",
)  # fmt: skip

#: States that calls leave behind from which others are run.
MOST_LEFT = 4


@dataclass
class Later:
    """Runs calls from the states that other calls have left behind."""

    machine: Statements
    module: Obj
    left: dict[object, tuple[State, Value | None]] = field(default_factory=dict)
    shared: dict[object, State] = field(default_factory=dict)

    @cached_property
    def has_afterwards(self) -> bool:
        """Report whether the linted file names something that a framework runs after each handler."""
        nodes = self.machine.linted.nodes
        return any(isinstance(each, ast.Attribute) and each.attr in hooks.AFTERWARDS for each in nodes)

    def note(self, callee: Value, known: frozenset[Value], state: State) -> None:
        """A call from outside has ended: see whether the module or its object holds a connection that it opened."""
        subject = callee.subject if isinstance(callee, Bound) and isinstance(callee.subject, Obj) else None
        opened = [key for key, each in state.connections() if key not in known and not each.closed]
        if opened and len(self.shared) < MOST_LEFT and self.has_afterwards:
            shared = state.reachable([self.module, *self.machine.closures]).intersection(opened)
            if shared:
                self.shared.setdefault(frozenset(shared), state.copy())
        asynchronous = [key for key in opened if self.machine.closes_by_coroutine(key, state)]
        if asynchronous and len(self.left) < MOST_LEFT:
            holders: list[Value] = [self.module, *([subject] if subject is not None else [])]
            if not state.reachable(holders).isdisjoint(asynchronous):
                self.left.setdefault((subject, frozenset(asynchronous)), (state.copy(), subject))

    def run(self, attempt: Callable[[Callable[[], None]], None]) -> None:
        """Run what comes later; ``attempt`` runs something within a budget."""
        self.run_droppers(attempt)
        known = len(self.machine.scopes)
        self.machine.scopes += self.machine.closures  # what makes handlers is there for as long as they are
        for callee in list(self.afterwards()):
            for state in self.shared.values():
                self.machine.summaries.clear()
                with self.machine.on_scratch() as found:
                    attempt(lambda state=state, callee=callee: self.call(callee, state))  # type: ignore[misc]
                for event in found.of(ClosedShared):
                    self.machine.trace.add(event)
        del self.machine.scopes[known:]

    def afterwards(self) -> Iterator[Value]:
        """Yield what a framework runs after each handler: functions of the module, and methods that it is handed."""
        trace = self.machine.trace
        values: dict[Value, None] = dict.fromkeys(self.machine.given_away.values())
        for functions, _ in self.machine.closures.values():
            values.update(dict.fromkeys(functions))
        for state in self.shared.values():
            values.update(dict.fromkeys(self.functions(state, None)))
        for value in values:
            function = definition_of(value)
            if function is not None and function in self.machine.linted.nodes:
                callees = (call.callee for call in trace.calls.get(function, ()))
                names = (*trace.decorators.get(function, ()), *callees)
                if any(name.rpartition(".")[2] in hooks.AFTERWARDS for name in names):
                    yield value

    def run_droppers(self, attempt: Callable[[Callable[[], None]], None]) -> None:
        """Run what may drop a coroutine."""
        machine = self.machine
        names = coroutine_names(machine.catalogue)
        for state, subject in self.left.values():
            for function in self.functions(state, subject):
                if dropped_calls(function.node).isdisjoint(names):
                    continue
                callee = Bound(function, subject) if function.owner is not None and subject is not None else function
                with machine.on_scratch() as found:
                    attempt(lambda state=state, callee=callee: self.call(callee, state))  # type: ignore[misc]
                for event in found.of(NeverAwaited):
                    machine.trace.add(event)

    def call(self, callee: Value, state: State) -> None:
        start = state.copy()
        start.openings = frozenset()
        with self.machine.holding([callee]):
            self.machine.call(callee, Arguments(), self.machine.tree, start, awaited=True)

    def functions(self, state: State, subject: Value | None) -> Iterator[Function]:
        """Yield the functions of the module, and the methods of the object."""
        cls = self.machine.class_of(state, subject) if subject is not None else None
        holders = [self.module, *(self.machine.mro(state, cls) if cls is not None else [])]
        for holder in holders:
            record = state.record(holder)
            for value in list(record.slots.values()) if record is not None else ():
                function = value.function if isinstance(value, Descriptor) and value.kind == "property" else value
                if isinstance(function, Function) and self.machine.home(function) is self.machine.linted:
                    yield function


def coroutine_names(catalogue: Catalogue) -> frozenset[str]:
    """Return the names of the methods of the SDK that make coroutines."""
    found = set()
    for name in MODULES:
        module = catalogue.module(name)
        classes = [module.lookup(each) for each in module] if module is not None else []
        for cls in classes:
            members = cls.members.values() if isinstance(cls, StubClass) else ()
            found |= {each.name for each in members if isinstance(each, StubFunction) and each.is_async}
    return frozenset(found)
