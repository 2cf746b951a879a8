"""Calls: what a call of any value does."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import replace
from typing import cast

from flake8_cb.flow.domain.record import CACHED, Record
from flake8_cb.flow.domain.state import State
from flake8_cb.flow.domain.values import NONE, Bound, Builtin, Function, FunctionNode, Obj, Partial, Tuple, Value
from flake8_cb.flow.events import Called
from flake8_cb.flow.language.bodies import DRIVEN, Bodies
from flake8_cb.flow.language.builtins import call_builtin
from flake8_cb.flow.language.methods import call_method
from flake8_cb.flow.language.readers import LAZY_READERS
from flake8_cb.flow.machine.frames import Arguments, Results
from flake8_cb.flow.names.scopes import names_of
from flake8_cb.sdk.reader import StubClass, StubFunction, StubModule


class Calls(Bodies):
    """Follows calls."""

    def call(
        self, function: Value, arguments: Arguments, node: ast.AST, state: State, *, awaited: bool = False
    ) -> Results:
        """Call any value. ``awaited``: the coroutine that the call makes, if it does, is run."""
        self.step()
        if not isinstance(function, (Function, Partial)) and any(
            self.is_expression(state, each) for each in arguments.positional
        ):
            if not (isinstance(function, Builtin) and function.name in LAZY_READERS):
                return [
                    found
                    for after, given in self.with_lists(arguments, node, state)
                    for found in self.call(function, given, node, after, awaited=awaited)
                ]
        if isinstance(function, Partial):
            return self.call(function.function, self.joined(function, arguments), node, state, awaited=awaited)
        if isinstance(function, Bound):
            return self.call_bound(function, arguments, node, state, awaited=awaited)
        if isinstance(function, Function):
            return self.call_function(function, arguments, node, state, awaited=awaited)
        if isinstance(function, StubFunction):
            # An unbound method takes its object as the first argument.
            if function.owner and function.kind == "method" and arguments.positional:
                rest = replace(arguments, positional=arguments.positional[1:])
                return self.call_stub_function(function, arguments.positional[0], rest, node, state, awaited=awaited)
            return self.call_stub_function(function, None, arguments, node, state, awaited=awaited)
        if isinstance(function, StubClass):
            return self.instantiate(function, arguments, node, state)
        if isinstance(function, Builtin):
            if function.name == "object.__new__" and arguments.positional:
                return [(state, self.bare_instance(arguments.positional[0], node, state))]
            if function.name == "super":
                return [(state, self.super_of(arguments))]
            self.read_data(*arguments.positional)
            return call_builtin(self, function.name, arguments, node, state)
        record = state.record(function)
        if record is not None and record.kind == "class" and CACHED in record.slots:
            return self.call_cached(
                function, arguments, state, lambda: self.instantiate(function, arguments, node, state)
            )
        if record is not None and record.kind == "class":
            return self.instantiate(function, arguments, node, state)
        if record is not None and record.cls is not None:
            found, owner, _ = self.find(state, self.mro(state, record.cls), "__call__")
            if isinstance(found, StubFunction) or (isinstance(found, Function) and isinstance(owner, Obj)):
                return self.call(Bound(found, function), arguments, node, state, awaited=awaited)
        return self.call_unknown(function, arguments, node, state)

    def call_bound(
        self, bound: Bound, arguments: Arguments, node: ast.AST, state: State, *, awaited: bool = False
    ) -> Results:
        """Call a method of an object, or do what a word says of what is bound to it."""
        callee, subject = bound.function, bound.subject
        if isinstance(callee, StubFunction):
            return self.call_stub_function(callee, subject, arguments, node, state, awaited=awaited)
        if not isinstance(callee, str):
            given = replace(arguments, positional=(subject, *arguments.positional))
            return self.call_function(callee, given, node, state, awaited=awaited)
        if callee == "delayed":
            return [(state, Partial(subject, arguments.positional, arguments.keywords))]
        if callee == "threaded":
            to_thread = cast("StubFunction", cast("StubModule", self.catalogue.module("asyncio")).lookup("to_thread"))
            given = replace(arguments, positional=(subject, *arguments.positional))
            return self.call(to_thread, given, node, state, awaited=awaited)
        if callee == "cache_clear":
            for key in [key for key in state.cached if key[0] is getattr(subject, "node", None)]:
                del state.cached[key]
            state.dirty = True
            return [(state, NONE)]
        if callee == "instantiate":
            return self.make_instance(subject, arguments, node, state)
        if callee == "fill" and isinstance(subject, Obj):
            fields = self.fields(state, self.mro(state, self.class_of(state, subject) or subject)) or {}
            return [(after, NONE) for after, _ in self.fill(subject, fields, arguments, node, state)]
        if callee == "leave":
            return [(after, NONE) for after in self.leave(subject, node, state)]
        if callee == "left" and isinstance(subject, Tuple):
            # What the rest of a generator does to the connection that it had lent is not followed, nor to its threads.
            lent_value, *started = subject.items
            for each in started:
                state.pending.pop(each, None)
            for key in state.held_connections(lent_value):
                if (lent := state.connection(key)) and not lent.settled:
                    self.retire(state, key, dropped=True)
                    del state.heap[key]
            return [(state, NONE)]
        self.read_container(subject, state, callee.rpartition(".")[2])
        self.read_data(subject, *arguments.positional)
        return call_method(self, callee, subject, arguments, node, state)

    def joined(self, partial: Partial, arguments: Arguments) -> Arguments:
        given = dict(partial.keywords) | dict(arguments.keywords)
        return Arguments((*partial.positional, *arguments.positional), tuple(given.items()), arguments.exact)

    def call_stub_function(
        self,
        stub: StubFunction,
        subject: Value | None,
        arguments: Arguments,
        node: ast.AST,
        state: State,
        *,
        awaited: bool,
    ) -> Results:
        if stub.is_async and not awaited:
            callee: Value = Bound(stub, subject) if subject is not None else stub
            return [(state, self.coroutine(state, callee, arguments, node))]
        return self.call_stub(stub, subject, arguments, node, state)

    def call_function(
        self, function: Function, arguments: Arguments, node: ast.AST, state: State, *, awaited: bool = False
    ) -> Results:
        definition = function.node
        name = getattr(definition, "name", None)
        if (
            name is not None
            and not self.home(function).relevance.is_relevant_function(name)
            and not self.is_forced(function, arguments, state)
        ):
            self.hand_on(arguments.values(), state)
            return [(state, self.unknown_result(function, node, state, arguments))]
        if function.wrapping == "handed":
            self.keep_outside(state, arguments.values())
            self.hand_away(replace(function, wrapping=""), function, node, state)
            return [(state, self.unknown_result(function, node, state, arguments))]
        self.note_call_of(definition, node)
        if function.wrapping == "cached":
            plain = replace(function, wrapping="")
            return self.call_cached(
                definition, arguments, state, lambda: self.call_function(plain, arguments, node, state, awaited=awaited)
            )
        if names_of(definition).yields and function.wrapping not in DRIVEN:
            kind = "context" if function.wrapping == "context" else "generator"
            record = Record(kind)
            record.put("call", Partial(replace(function, wrapping=""), arguments.positional, arguments.keywords))
            return [(state, state.allocate(node, record))]
        if isinstance(definition, ast.AsyncFunctionDef) and not awaited:
            return [(state, self.coroutine(state, function, arguments, node))]
        if function.wrapping == "deferred":
            return self.begin(lambda: self.run_body(function, arguments, node, state), node, state)
        return self.run_body(function, arguments, node, state)

    def note_call_of(self, definition: FunctionNode, node: ast.AST) -> None:
        """A function is called, but from outside. What a decorator has put in its place hands the call on."""
        called: FunctionNode | None = definition
        place = len(self.stack) - 1
        while place > 0 and (self.stack[place].function, called) in self.trace.wrappers:
            called, node = self.stack[place].function, self.stack[place].call or self.tree
            place -= 1
        caller = self.stack[place]
        if node is not self.tree:
            self.trace.add(Called(definition, node, caller.function, bool(caller.loops), "call"))

    def call_cached(self, called: object, arguments: Arguments, state: State, call: Callable[[], Results]) -> Results:
        """Return what an equal call has given, or call."""
        key = (called, arguments.positional, arguments.keywords)
        self.read_data(*arguments.values())
        if key in state.cached:
            return [(state, state.cached[key])]
        results = call()
        for after, value in results:
            if arguments.exact:
                after.cached[key] = value
                self.keep_cached(after, value)
        return results

    def keep_cached(self, state: State, value: Value) -> None:
        for key in state.held_connections(value):
            state.update_connection(key, settled=True, outcome="kept", cached=True)
