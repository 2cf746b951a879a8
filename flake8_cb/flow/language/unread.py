"""Unread code: what a call of code that cannot be read does, and what is known of what it gives."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import cast

from flake8_cb.flow.domain.changes import changed_by, is_moved, may_fill
from flake8_cb.flow.domain.harmless import is_mapping, is_pure, keeps_nothing, place_of_expected
from flake8_cb.flow.domain.record import Record
from flake8_cb.flow.domain.state import State
from flake8_cb.flow.domain.texts import is_text, names_option, parts_of, with_default
from flake8_cb.flow.domain.values import (
    Bound,
    Builtin,
    Const,
    Function,
    FunctionNode,
    Obj,
    Partial,
    Symbol,
    Tuple,
    Value,
    definition_of,
    leads,
    mentions,
    owner_of_dict,
    qualified_name,
    symbol,
)
from flake8_cb.flow.language.inspecting import forget_data
from flake8_cb.flow.language.instances import Instances
from flake8_cb.flow.machine.dependencies import dependency
from flake8_cb.flow.machine.frames import NO_ARGUMENTS, Arguments, Results
from flake8_cb.flow.names.scopes import arguments_of
from flake8_cb.flow.names.units import FILLING
from flake8_cb.sdk.endings import OF_PARAMETERS, RAISES
from flake8_cb.sdk.entry_points import GIVING_THE_OBJECT
from flake8_cb.sdk.event_loops import FIRST_METHODS, THREAD_DECORATORS
from flake8_cb.sdk.hooks import COMMAND_RUNNERS
from flake8_cb.sdk.reader import StubFunction

#: Methods by which an unknown collection is given back what was taken out of it.
GIVING_BACK = frozenset({"append", "appendleft", "push", "put", "put_nowait", "putconn", "put_conn", "release"})

#: Values that are called.
CALLABLES = (Function, Bound, Partial, StubFunction)


class Unread(Instances):
    """Calls code that cannot be read."""

    def call_unknown(self, function: Value, arguments: Arguments, node: ast.AST, state: State) -> Results:
        """Code that cannot be read does nothing to a connection but may keep what it is handed."""
        name = qualified_name(function)
        if (raised := "" if ends_a_request(function) else RAISES.get(name)) is not None:
            self.throw(state, Builtin(raised) if raised else symbol(node, "call", function, node))
            return []
        if (expected := expected_call(function, arguments)) is not None:
            called, rest = expected
            with self.expected():
                ended = self.manage_suppress(lambda before: self.states_after(called, rest, node, before), state)
            return [(after, self.unknown_result(function, node, after, arguments)) for after in ended]
        if name in COMMAND_RUNNERS:
            self.note_commands(arguments, node, state)
        if name == "os.getpid":
            return [(state, Symbol("process id", *(fork.spot.node for fork in state.forks)))]
        if name == "importlib.import_module":
            return self.import_by_name(arguments, node, state)
        if isinstance(function, Symbol) and function.key[0] in ("attribute", "module") and name:
            if any(leads(each) and state.held_connections(each) for each in arguments.values()):
                found = self.resolve(function, node, state)
                if any(value != function for _, value in found):
                    return [done for after, value in found for done in self.call(value, arguments, node, after)]
        if name == "itertools.chain":
            lists = [self.items(each, state) for each in arguments.positional]
            if arguments.exact and all(each is not None for each in lists):
                joined = (item for each in lists for item in each or ())
                return [(state, self.container(state, "list", enumerate(joined), node))]
        if name in THREAD_DECORATORS and isinstance(given := next(iter(arguments.positional), None), CALLABLES):
            return [(state, Bound("threaded", given))]
        if (changed := attributes_changed_by(function)) is not None:
            forget_data(self, changed, node, state, arguments.positional)
        if (base := changed_by(function, arguments.positional)) is not None and state.record(base) is None:
            before = state.changes.get(base) if is_moved(function) else None
            state.changes[base] = self.result_of_unknown(before, arguments, node)
        if (replaced := attribute_replaced_by(function, arguments)) is not None:
            owner, attribute = replaced
            if state.record(owner) is not None:
                state.put(owner, attribute, symbol(node, "stand-in", owner, attribute))
        if (truth := begins_with(function, arguments)) is not None:
            return [(state, Const.of(truth))]
        self.order_threads(function, arguments, state)
        if not keeps_nothing(function):
            self.keep_outside(state, arguments.values())
            self.hand_on([function], state)
            for value in arguments.values():
                may_fill(value, state)
                self.hand_coroutine(value, node, state)
                if leads(value) and is_given_back(function, state):
                    self.note_given_back(state, value, node)
        self.hand_routes(function, arguments, node, state)
        for value in arguments.values():
            for each in (value, *(self.items(value, state) or ())):
                for given in (each, *self.async_methods(each, state)):
                    self.hand_away(given, function, node, state)
        if isinstance(function, Symbol) and function.key[0] == "attribute" and function.key[2] in GIVING_THE_OBJECT:
            return [(state, cast("Value", function.key[1]))]
        if (kept := self.kept_default(function, arguments, state)) is not None:
            return [(state, kept)]
        if (given := dependency(function, arguments, node)) is not None:
            return [(state, given)]
        if isinstance(function, Symbol) and is_pure(function):
            # Reading a mapping or shaping text gives equal results for equal arguments.
            if function.key[-1] == "get" and function.key[0] == "attribute":
                return [(state, self.looked_up(function, arguments, node, state))]
            return [(state, symbol(node, "pure", function, *arguments.positional, *arguments.keywords))]
        return [(state, self.unknown_result(function, node, state, arguments))]

    def states_after(self, function: Value, arguments: Arguments, node: ast.AST, state: State) -> list[State]:
        """Return the states in which a call ends."""
        return [after for after, _ in self.call(function, arguments, node, state)]

    def unknown_result(
        self, function: Value | FunctionNode, node: ast.AST, state: State, arguments: Arguments = NO_ARGUMENTS
    ) -> Value:
        """Return what a call gives of which nothing is known.

        If it is known which way an earlier result went, this one may go the other; and if that was a connection, this
        may be another one.
        """
        value = made = self.result_of_unknown(function, arguments, node)
        number = 0
        while state.knows_about(made) or state.chain(made):
            number += 1
            made = symbol(node, "call", value, node, "again", number)
        return made

    def kept_default(self, function: Value, arguments: Arguments, state: State) -> Value | None:
        """Return what an unknown mapping has after ``setdefault``: what it is known to have, or what it is given."""
        if not (isinstance(function, Symbol) and function.key[0] == "attribute" and function.key[2] == "setdefault"):
            return None
        base = cast("Value", function.key[1])
        key, default = (*arguments.positional, None, None)[:2]
        kept, contents = self.kept_item(base, key, state), self.contents(base)
        if kept is None and contents is not None and default is not None and state.record(default) is not None:
            state.put(contents, key, default)
            return default
        return kept if default is not None else None

    def looked_up(self, get: Symbol, arguments: Arguments, node: ast.AST, state: State) -> Value:
        """Return what the ``get`` of an unknown object gives: an item, or an option of a section.

        Whether a second argument is a default or names an option is certain only of the environment.
        """
        base = cast("Value", get.key[1])
        key, second = (*arguments.positional, None, None)[:2]
        if (kept := self.kept_item(base, key, state)) is not None:
            return kept
        if key is None or not isinstance(base, Symbol) or not is_mapping(base):
            read = self.result_of_unknown(get, arguments, node)
        elif second is None or qualified_name(base) == "os.environ":
            read = symbol(node, "item", base, key)
        else:  # one empty collection is like another
            is_empty = (record := state.record(second)) is not None and record.exact and not record.slots
            read = symbol(node, "item", base, key, "empty" if is_empty else second)
        return read if names_option(base, key, second) else with_default(read, second)

    def hand_away(self, value: Value, callee: Value, node: ast.AST, state: State) -> None:
        """Unknown code is given a function: it may call it from now on.

        A function that another file gives away is that file's own affair.
        """
        definition = definition_of(value)
        if self.frame.lead is not None and definition not in self.linted.nodes:
            self.note_target(value, node, "handed", self.called_name(callee, state))
            return
        if definition is not None and not self.activations(value, state):
            self.given_away[self.defined(value) if isinstance(value, Function) else definition] = value
            scope = self.frame.scope
            if isinstance(value, Function) and self.wrapped.get(value, value).scope is scope is not self.scopes[0]:
                self.closures.setdefault(scope, ([], []))[0].append(value)
            pending, state.pending = state.pending, {}
            try:
                self.explore(
                    value, Arguments(exact=False), node, state, "handed", label=self.called_name(callee, state)
                )
            finally:
                state.pending = pending

    def called_name(self, callee: Value, state: State) -> str:
        """Return the dotted name of what is called.

        A method of an object that comes in from outside begins with the type that is told of it, or with ``*``.
        """
        if not (isinstance(callee, Symbol) and callee.key[0] == "attribute") or qualified_name(callee):
            return qualified_name(callee)
        owner = callee.key[1]
        if not (isinstance(owner, Symbol) and owner.key[0] == "parameter"):
            return ""
        definition = cast("FunctionNode", owner.key[1])
        notes = (each.annotation for each in arguments_of(definition.args) if each.arg == owner.key[2])
        types = [self.annotated(each, state) for each in notes if each is not None]
        name = next((qualified_name(each) for each in types if each is not None), "")
        return f"{name or '*'}.{callee.key[2]}"

    def hand_routes(self, callee: Value, arguments: Arguments, node: ast.AST, state: State) -> None:
        """A server makes an object of the class that a route names, and gives it what stands beside the class."""
        lists = [self.items(each, state) or () for each in arguments.positional]
        rows = [each.items for items in lists for each in items if isinstance(each, Tuple)]
        for row in (arguments.positional, *rows):
            for cls, more in pairwise(row):
                given = state.record(more)
                bases = self.trace.bases.get(cls.site, ()) if isinstance(cls, Obj) else ()
                first = next((FIRST_METHODS[each][0] for each in bases if each in FIRST_METHODS), "")
                if first and given is not None and given.kind == "dict" and any(state.held_connections(more)):
                    self.hand_route(cls, first, given, callee, node, state.copy())

    def hand_route(self, cls: Value, first: str, given: Record, callee: Value, node: ast.AST, state: State) -> None:
        """Make such an object, by the method that is called on it first, and hand its other methods away."""
        keywords = tuple((str(key.value), value) for key, value in given.slots.items() if isinstance(key, Const))
        made = state.allocate(node, Record("instance", cls))
        with self.holding([made]):
            method = self.method(state, made, first)
            results = self.call(method, Arguments(keywords=keywords), node, state, awaited=True) if method else []
            for after, _ in results[:1]:
                for name in self.method_names(after, made):
                    handler = self.method(after, made, name)
                    if name != first and not name.startswith("_") and handler is not None:
                        self.hand_away(handler, callee, node, after)

    def async_methods(self, value: Value, state: State) -> Iterator[Value]:
        """Yield the public methods of an object of the linted file that a loop runs, if it holds a connection."""
        cls = self.class_of(state, value)
        if self.frame.lead is not None or not isinstance(cls, Obj) or cls.site not in self.linted.nodes:
            return
        names = self.method_names(state, value) if any(state.held_connections(value)) else ()
        for name in [each for each in names if not each.startswith("_")]:
            method = self.method(state, value, name)
            if method is not None and isinstance(definition_of(method), ast.AsyncFunctionDef):
                yield method

    def note_commands(self, arguments: Arguments, node: ast.AST, state: State) -> None:
        """A library makes commands of the functions, tables and classes that it is given, or of all in the module."""
        todo = [*arguments.values()] or [*state.heap[self.scopes[0]].slots.values()]
        seen: set[Value] = set()
        while todo:
            value = todo.pop()
            self.note_target(value, node, "command")
            record = state.record(value)
            if record is not None and value not in seen:
                seen.add(value)
                todo += [*record.slots.values(), *([record.cls] if record.cls is not None else [])]


def expected_call(function: Value, arguments: Arguments) -> tuple[Value, Arguments] | None:
    """Return the function that a test calls through another one to see it fail, with what it is given."""
    place = place_of_expected(function) if isinstance(function, Symbol) else None
    if place is None or len(arguments.positional) <= place:
        return None
    return arguments.positional[place], replace(arguments, positional=arguments.positional[place + 1 :])


def is_given_back(function: Value, state: State) -> bool:
    """Report whether an unknown object gets back what was taken out of it, or what it was asked for in vain."""
    if not (isinstance(function, Symbol) and function.key[0] == "attribute"):
        return False
    base = cast("Value", function.key[1])
    met = (each for each, truth in state.facts.items() if truth and isinstance(each, Symbol))
    lacking = (cast("Value", each.key[1]) for each in met if each.key[0] == "is none")
    return function.key[2] in GIVING_BACK or any(mentions(each, base) for each in lacking if each is not base)


def ends_a_request(function: Value) -> bool:
    """Report whether a method of what a framework hands in never comes back, by the names of both."""
    if not (isinstance(function, Symbol) and function.key[0] == "attribute"):
        return False
    base, method = function.key[1:3]
    name = base.key[2] if isinstance(base, Symbol) and base.key[0] == "parameter" else ""
    return (str(name), str(method)) in OF_PARAMETERS


def attributes_changed_by(function: Value) -> Value | None:
    """Return the object whose attributes a method of its ``__dict__`` changes, or None if it is none."""
    if not (isinstance(function, Symbol) and function.key[0] == "attribute" and function.key[2] in FILLING):
        return None
    return owner_of_dict(cast("Value", function.key[1]))


def attribute_replaced_by(function: Value, arguments: Arguments) -> tuple[Value, str] | None:
    """Return the object and the name of its attribute in whose place a test puts something else, or None."""
    owner, name = (*arguments.positional, None, None)[:2]
    if not (isinstance(function, Symbol) and function.key[0] == "attribute" and owner is not None):
        return None
    base = function.key[1]
    is_patch = isinstance(base, Symbol) and base.key[0] == "attribute" and base.key[2] == "patch"
    if not (function.key[2] == "setattr" or (function.key[2] == "object" and is_patch)):
        return None
    return (owner, name.value) if isinstance(name, Const) and isinstance(name.value, str) else None


def begins_with(function: Value, arguments: Arguments) -> bool | None:
    """Report whether a text that is known in part begins with a constant; None if that is not asked or not known."""
    if not (isinstance(function, Symbol) and function.key[0] == "attribute" and function.key[2] == "startswith"):
        return None
    base, wanted = cast("Value", function.key[1]), arguments.positional[:1]
    first = parts_of(base)[0] if is_text(base) else None
    if not (isinstance(first, Const) and wanted and isinstance(wanted[0], Const)):
        return None
    begin, wanted_text = str(first.value), str(wanted[0].value)
    if begin.startswith(wanted_text):
        return True
    return None if wanted_text.startswith(begin) else False
