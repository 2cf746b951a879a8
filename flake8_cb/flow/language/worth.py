"""Worth: which functions are executed although the pass over names does not show that they lead to a connection."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from flake8_cb.flow.domain.record import SCOPES
from flake8_cb.flow.domain.state import State
from flake8_cb.flow.domain.values import NONE, Function, FunctionNode, Obj, Value, definition_of, leads
from flake8_cb.flow.language.unread import Unread
from flake8_cb.flow.machine.frames import Arguments
from flake8_cb.flow.machine.machine import CONSTRUCTORS
from flake8_cb.flow.modules import Module
from flake8_cb.flow.names.scopes import LONG, body_of
from flake8_cb.flow.names.units import EVERYWHERE
from flake8_cb.sdk.reader import StubClass, StubFunction, acts
from flake8_cb.trees import kept, walk


class Worth(Unread):
    """Tells by what a function is handed, and by what it closes over, whether a call of it is worth following."""

    def is_forced(self, function: Function, arguments: Arguments, state: State) -> bool:
        """Report whether a function is worth executing that names do not show to be.

        A parameter is given a connection that the pass over names does not expect there, or it makes an object or a
        connection string.
        """
        home = self.home(function)
        relevance = home.relevance
        if getattr(function.node, "name", "") in CONSTRUCTORS and home is not self.linted:
            return True  # what the object will hold is put where this puts it
        if home is not self.linted and (self.decorating or makes_address(function.node) or is_getter(function.node)):
            return True  # what it returns is called in the place of a function, says where to connect, or is kept
        if home is not self.linted and NONE in arguments.positional and body_of(function.node).size < LONG:
            return True  # to ask None for something is an error, which ends the path or is caught
        if self.sets_what_is_asked_for(function):
            return True
        if not relevance.concerned:  # nothing in its module leads to a connection: what it is handed tells
            return any(self.leads_on(each, state) for each in (*arguments.values(), *self.around(function, state)))
        if home is not self.linted:  # a decorator of another file, and what it makes of a function of this one
            closed_over = self.around(function, state, modules=False)
            if any(self.is_effective(each) for each in (*arguments.values(), *closed_over)):
                return True
        if self.frame.forced:
            held = (each for each in (function, *arguments.values()) if leads(each))
            return any(self.gives_access(each, state) for each in held)
        named = [argument.arg for argument in (*function.node.args.posonlyargs, *function.node.args.args)]
        pairs = [*zip(named, arguments.positional, strict=False), *arguments.keywords]
        # Where the class leads nowhere by itself, what its objects were handed tells.
        owner = getattr(function.owner.site, "name", "") if function.owner is not None else ""
        known = EVERYWHERE if home is self.linted or owner in relevance.leading else frozenset()
        return any(
            name not in known
            and name not in relevance.leading
            and (self.leads_further(value, state) or (name == "cls" and self.has_leading_class(value, state)))
            for name, value in pairs
        )

    def sets_what_is_asked_for(self, function: Function) -> bool:
        """Report whether a function, or the one that it stands for, sets what the linted file asks for."""
        inner = self.wrapped.get(function, function)
        return any(self.is_writer(each.node, self.home(each)) for each in {function, inner})

    def is_writer(self, definition: FunctionNode, home: Module) -> bool:
        """Report the same of a function of a module."""
        if home not in self.writers:
            self.writers[home] = home.relevance.writers(self.is_asked_for_somewhere)
        return getattr(definition, "name", "") in self.writers[home]

    def is_asked_for_somewhere(self, name: str) -> bool:
        """Report whether the linted file asks for a name, or a module that leads to the SDK and has run."""
        modules = (each for each in self.trace.modules if each.relevance.concerned)
        return any(each.relevance.asks_for(name) for each in (self.linted, *modules))

    def leads_on(self, value: Value, state: State) -> bool:
        """Report whether a value gives access to a connection, or is a function that may."""
        definition = definition_of(value)
        if definition is not None and self.homes.get(definition, self.linted).relevance.concerned:
            return True
        return self.leads_further(value, state) or self.has_leading_class(value, state)

    def has_leading_class(self, value: Value, state: State) -> bool:
        """Report whether a value is a class with methods that may open or use a connection, or an object of one."""
        record = state.record(value)
        cls = value if record is not None and record.kind == "class" else self.class_of(state, value)
        if record is None or record.kind not in ("class", "instance") or not isinstance(cls, Obj):
            return False
        classes = (each.site for each in self.mro(state, cls) if isinstance(each, Obj))
        return any(
            isinstance(each, ast.ClassDef) and each.name in self.homes.get(each, self.linted).relevance.leading
            for each in classes
        )

    def leads_further(self, value: Value, state: State) -> bool:
        """Report whether a value gives access to a connection, or to what may be started."""
        return leads(value) and (self.gives_access(value, state) or self.holds_worker(value, state))

    def holds_worker(self, value: Value, state: State) -> bool:
        """Report whether a value is or holds a process or thread that may be started, or something alike."""
        found = (state.heap[each].cls for each in state.reachable([value], scopes=False))
        return any(isinstance(cls, StubClass) and acts(cls) for cls in found)

    def is_effective(self, value: Value) -> bool:
        """Report whether a value is a function that may do something to a connection, or ends the process."""
        if isinstance(value, StubFunction):
            return value.effect("ends") is not None
        definition = definition_of(value)
        if not isinstance(definition, (ast.FunctionDef, ast.AsyncFunctionDef)):
            return False
        return self.homes.get(definition, self.linted).relevance.reaches_effect(definition.name)

    def gives_access(self, value: Value, state: State) -> bool:
        """Report whether a value holds a connection, or a 2.x cluster, which opens one when it is asked to."""
        records = (state.heap[each] for each in state.reachable([value], scopes=False))
        return any(
            record.connection or (isinstance(record.cls, StubClass) and record.cls.is_a("opens")) for record in records
        )

    def around(self, function: Function, state: State, *, modules: bool = True) -> Iterator[Value]:
        """Yield what the scopes around a function hold: those of functions that it closes over, and its module."""
        scope: Obj | None = function.scope
        while scope is not None:
            record = state.heap[scope]
            if record.kind not in SCOPES:
                yield from record.slots.values()
            elif modules:
                yield from record.links.values()
            scope = record.parent

    def home(self, function: Function) -> Module:
        """Return the module that defines a function."""
        return self.homes.get(function.node, self.linted)


def makes_address(definition: FunctionNode) -> bool:
    """Report whether a function is short and returns what may be a connection string."""
    if isinstance(definition, ast.Lambda):
        return False
    body = body_of(definition)
    return body.returns and body.addresses and body.size < LONG


@kept
def is_getter(definition: FunctionNode) -> bool:
    """Report whether a function does nothing but to return what it finds somewhere."""
    last = definition.body[-1] if isinstance(definition, ast.FunctionDef) and len(definition.body) < 3 else None
    return isinstance(last, ast.Return) and not any(isinstance(each, ast.Call) for each in walk(definition))
