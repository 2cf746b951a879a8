"""Generators: code that runs where its values are taken."""

from __future__ import annotations

import ast
from dataclasses import replace

from flake8_cb.flow.domain.state import State
from flake8_cb.flow.domain.values import Bound, Function, Obj, Partial, Symbol, Value
from flake8_cb.flow.language.calls import Calls
from flake8_cb.flow.language.readers import call_for_each
from flake8_cb.flow.machine.frames import Arguments, Consumer, Frame
from flake8_cb.flow.names.scopes import names_of


class Generators(Calls):
    """Runs generators."""

    def consume(self, value: Value, consumer: Consumer, node: ast.AST, state: State) -> list[State] | None:
        """Run a generator of the linted code; each value that it yields goes to ``consumer``. None: it is no such."""
        record = state.record(value)
        body = record.slots.get("call") if record and record.kind in ("generator", "context") else None
        if isinstance(body, Partial) and isinstance(body.function, Symbol):
            state.drop(value, "call")
            expression = body.function.key[1]
            with self.holding([value, *body.positional]):
                if isinstance(expression, ast.GeneratorExp):
                    scope = record.parent if record is not None and record.parent is not None else self.frame.scope
                    module = self.homes.get(expression, self.linted)
                    lead = self.lead_to(module, node)
                    with self.pushed(replace(self.frame, scope=scope, loops=[], module=module, lead=lead)):
                        return self.consume_expression(expression, consumer, state)
                called = expression.func if isinstance(expression, ast.Call) else expression

                def passed_on(after: State, item: Value, made: Value) -> list[State]:
                    """``filter`` passes on the items whose result is not false, and ``map`` the results."""
                    if getattr(called, "id", "") != "filter":
                        return consumer(after, made)
                    return [after] if self.truth(made, after) is False else consumer(after, item)

                return call_for_each(self, body.positional[0], body.positional[1], node, state, passed_on)
        if body is None and (found := self.own_iterator(value, state)) is not None:
            return [after for after, _ in self.run_function(found, Arguments((value,)), node, state, consumer)]
        if not isinstance(body, Partial) or not isinstance(body.function, Function):
            return None
        state.drop(value, "call")
        with self.holding([value, body]):
            arguments = Arguments(body.positional, body.keywords)
            return [after for after, _ in self.run_function(body.function, arguments, node, state, consumer)]

    def own_iterator(self, value: Value, state: State) -> Function | None:
        """Return the generator by which the class of an object says what is iterated over, if it may concern us."""
        method = self.method(state, value, "__iter__") if isinstance(value, Obj) else None
        found = method.function if isinstance(method, Bound) else None
        if not isinstance(found, Function) or not names_of(found.node).yields:
            return None
        concerned = self.home(found).relevance.is_relevant_function("__iter__") or self.gives_access(value, state)
        return found if concerned else None

    def is_expression(self, state: State, value: Value) -> bool:
        """Report whether the value is a generator expression that nobody has read."""
        record = state.record(value)
        body = record.slots.get("call") if record is not None and record.kind == "generator" else None
        return isinstance(body, Partial) and isinstance(body.function, Symbol)

    def with_lists(self, arguments: Arguments, node: ast.AST, state: State) -> list[tuple[State, Arguments]]:
        """Read the generator expressions among the arguments: code that is not followed is taken to read them."""
        found = [(state, arguments)]
        for value in arguments.positional:
            if self.is_expression(state, value):
                following = []
                for before, given in found:
                    for after, items in self.read_all(value, node, before):
                        made = self.container(after, "list", enumerate(items or ()), node, exact=items is not None)
                        positional = tuple(made if each == value else each for each in given.positional)
                        following.append((after, replace(given, positional=positional)))
                found = following
        return found

    def hand_over_yielded(self, state: State, frame: Frame, value: Value, receiver: Frame) -> None:
        """What a generator opened and yields belongs to the code that takes it."""
        handed = self.handed(state, value)
        for key in handed:
            connection = state.connection(key)
            if connection and not connection.settled and connection.opening.depth == frame.depth and frame.call:
                self.hand_over(state, key, frame.call, receiver)
