"""Expressions: how each kind of expression is evaluated."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from functools import partial

from flake8_cb.flow.domain.counting import MOST_TURNS
from flake8_cb.flow.domain.harmless import is_closing, leaves_or_logs
from flake8_cb.flow.domain.joining import MOST_STATES
from flake8_cb.flow.domain.natures import exception_of, kind_of
from flake8_cb.flow.domain.record import RESULT
from flake8_cb.flow.domain.state import State
from flake8_cb.flow.domain.values import (
    NONE,
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
    bounded,
    leads,
    qualified_name,
    symbol,
)
from flake8_cb.flow.effects.coroutines import raises_when_awaited
from flake8_cb.flow.effects.futures import joining, waits_for_good
from flake8_cb.flow.language.builtins import BUILTIN_NAMES
from flake8_cb.flow.language.inspecting import overwritten
from flake8_cb.flow.language.items import Items
from flake8_cb.flow.language.iteration import item_of
from flake8_cb.flow.language.plain import SLEEPING, is_plain_call
from flake8_cb.flow.language.readers import READERS
from flake8_cb.flow.machine.dependencies import marked, named_by
from flake8_cb.flow.machine.frames import INTERRUPTS_ALONE, Arguments, Results
from flake8_cb.flow.machine.leaving import open_connections
from flake8_cb.flow.names.scopes import arguments_of, names_of
from flake8_cb.sdk.reader import StubFunction
from flake8_cb.trees import walk

#: Methods by which a collection is given something.
KEEPING = frozenset({"list.append", "set.add", "dict.setdefault"})

#: Expressions within one another that are followed.
DEEPEST_EXPRESSION = 120

#: Of the whole numbers that are told apart; longer ones are slow to write down, and Python refuses the longest.
MOST_BITS = 4096


class Expressions(Items):
    """Evaluates expressions."""

    def evaluate(self, node: ast.expr, state: State) -> Results:
        """Return what the expression may evaluate to, each with the state after it."""
        kind = type(node)
        method = self.evaluators.get(kind)
        if method is None:
            method = self.evaluators[kind] = getattr(self, f"evaluate_{kind.__name__}", self.evaluate_unknown)
        if self.nesting >= DEEPEST_EXPRESSION:
            return self.evaluate_unknown(node, state)
        self.nesting += 1
        try:
            return method(node, state)
        finally:
            self.nesting -= 1

    def evaluate_unknown(self, node: ast.expr, state: State) -> Results:
        return [(state, symbol(node, "expression", node, *self.here()))]

    def evaluate_all(self, nodes: Sequence[ast.expr], state: State) -> list[tuple[State, list[Value]]]:
        """Evaluate one after the other."""
        if not nodes:
            return [(state, [])]
        found: list[tuple[State, list[Value]]] = [(state, [])]
        with self.holding([]):
            first, held = len(self.temporaries), found[0][1]
            for node in nodes:
                following = []
                for before, values in found[:MOST_STATES]:
                    if values is not held:
                        self.temporaries[first:] = held = values
                    results = self.evaluate(node, before)
                    others = [(after, [*values, value]) for after, value in results[1:]]
                    for after, value in results[:1]:
                        # Long literals have one path: what is there is not copied for each element.
                        values.append(value)
                        self.temporaries.append(value)
                        following.append((after, values))
                    following += others
                if len(following) > 1:
                    self.step(len(following) - 1)
                found = following
        return found

    def evaluate_Constant(self, node: ast.Constant, state: State) -> Results:
        if isinstance(node.value, int) and node.value.bit_length() > MOST_BITS:
            return [(state, symbol(node, "long", node))]
        return [(state, Const.of(node.value))]

    def evaluate_Name(self, node: ast.Name, state: State) -> Results:
        value = self.look_up(node.id, state)
        if value is None:
            self.throw(state, Builtin("NameError"))
            return []
        return [(state, value)]

    def look_up(self, name: str, state: State) -> Value | None:
        """Return what the name is bound to here; None for a name that this path has not bound yet."""
        scope: Obj | None = self.frame.scope
        first = True
        while scope is not None:
            record = state.heap[scope]
            names = names_of(scope.site)
            if name in names.globals:
                scope = state.module_of(scope)
                found = state.heap[scope].slots
                return found[name] if name in found else self.unbound(name, scope)
            if (first or record.kind != "class") and name not in names.nonlocals:
                if name in record.slots:
                    return record.slots[name]
                if name in names.bound and record.kind != "class":
                    return None if record.kind == "function" else self.unbound(name, scope)
            first = False
            scope = record.parent
        return self.builtin(name)

    def unbound(self, name: str, module: Obj) -> Value | None:
        """Return what a name stands for that its module has not bound yet: the builtin one, if there is one."""
        if name in names_of(module.site).bound and name not in BUILTIN_NAMES:
            return None
        return self.builtin(name)

    def builtin(self, name: str) -> Value:
        if name == "__name__":
            return Symbol("name of module")
        return Builtin(name) if name in BUILTIN_NAMES else Symbol("name", name)

    def scope_of(self, name: str, state: State) -> Obj:
        """Return the scope in which an assignment here binds the name."""
        scope = self.frame.scope
        names = names_of(scope.site)
        record = state.heap[scope]
        if name in names.globals:
            scope = state.module_of(scope)
        elif name in names.nonlocals:
            while record.parent is not None:
                scope = record.parent
                record = state.heap[scope]
                if record.kind == "function" and name in names_of(scope.site).bound:
                    break
        return scope

    def evaluate_Tuple(self, node: ast.Tuple, state: State) -> Results:
        results: Results = []
        for after, values in self.evaluate_all(node.elts, state):
            items = self.unstarred(node.elts, values, after)
            if items is None:
                made: Value = self.container(after, "list", enumerate(values), node, exact=False)
            else:
                made = bounded(Tuple(tuple(items)), node)
            results.append((after, made))
        return results

    def unstarred(self, nodes: list[ast.expr], values: list[Value], state: State) -> list[Value] | None:
        items: list[Value] = []
        for node, value in zip(nodes, values, strict=True):
            if isinstance(node, ast.Starred):
                more = self.items(value, state)
                if more is None:
                    return None
                items += more
            else:
                items.append(value)
        return items

    def evaluate_List(self, node: ast.List | ast.Set, state: State) -> Results:
        kind = "list" if isinstance(node, ast.List) else "set"
        results: Results = []
        for after, values in self.evaluate_all(node.elts, state):
            items = self.unstarred(node.elts, values, after)
            made = self.collection(after, kind, values if items is None else items, node, exact=items is not None)
            self.pool_made(node.elts, values, made, after)
            results.append((after, made))
        return results

    evaluate_Set = evaluate_List

    def pool_made(self, nodes: list[ast.expr], values: list[Value], container: Obj, state: State) -> None:
        """Connections that a display itself opens are kept together on purpose; a list of older ones is only a list."""
        for node, value in zip(nodes, values, strict=True):
            if isinstance(node, (ast.Call, ast.Await)):
                self.pool(state, container, value)

    def evaluate_Dict(self, node: ast.Dict, state: State) -> Results:
        keys = [key for key in node.keys if key is not None]
        results: Results = []
        for before, names in self.evaluate_all(keys, state):
            for after, values in self.evaluate_all(node.values, before):
                exact, items, left = True, [], iter(names)
                for key, value in zip(node.keys, values, strict=True):
                    if key is not None:
                        items.append((next(left), value))
                        continue
                    record = after.record(self.copied(value, node, after))
                    if record is not None and record.kind == "dict":
                        items += list(record.slots.items())
                        exact &= record.exact
                    else:
                        exact = False
                        items = overwritten(self, items, node)
                made = self.container(after, "dict", items, node, exact=exact)
                self.pool_made(node.values, values, made, after)
                results.append((after, made))
        return results

    def evaluate_Starred(self, node: ast.Starred, state: State) -> Results:
        results: Results = []
        for after, value in self.evaluate(node.value, state):
            record = after.record(value)
            if self.is_expression(after, value) or (record is not None and record.kind == RESULT):
                for read, items in self.read_all(value, node, after):
                    results.append(
                        (
                            read,
                            self.container(read, "list", enumerate(items or ()), node, exact=items is not None),
                        )
                    )
            else:
                results.append((after, value))
        return results

    def evaluate_NamedExpr(self, node: ast.NamedExpr, state: State) -> Results:
        return [
            (each, value)
            for after, value in self.evaluate(node.value, state)
            for each in self.assign(node.target, value, after)
        ]

    def evaluate_Lambda(self, node: ast.Lambda, state: State) -> Results:
        return [(after, function) for after, function in self.function(node, state)]

    def function(self, node: FunctionNode, state: State) -> list[tuple[State, Function]]:
        """Make a function: its defaults are evaluated now, its body closes over this scope."""
        spec = node.args
        named = [*spec.posonlyargs, *spec.args]
        pairs = list(zip(named[len(named) - len(spec.defaults) :], spec.defaults, strict=True))
        pairs += [
            (argument, default) for argument, default in zip(spec.kwonlyargs, spec.kw_defaults, strict=True) if default
        ]
        results = []
        for after, values in self.evaluate_all([default for _, default in pairs], state):
            defaults = tuple(
                (argument.arg, bounded(value, node)) for (argument, _), value in zip(pairs, values, strict=True)
            )
            scope = self.frame.scope
            after.capture(scope)
            owner = scope if after.heap[scope].kind == "class" else None
            self.homes[node] = self.frame.module
            after, noted = self.annotate(node, after, dict(defaults))
            results.append((after, Function(node, scope, (*defaults, *noted), owner)))
        return results

    def annotate(
        self, node: FunctionNode, state: State, defaults: dict[str, Value]
    ) -> tuple[State, list[tuple[str, Value]]]:
        """Evaluate the calls in annotations: ``Annotated[..., Depends(f)]`` hands a function to a framework.

        Return the parameters that are given by dependencies, too.
        """
        noted: list[tuple[str, Value]] = []
        for argument in arguments_of(node.args):
            found: list[Value | None] = []
            for each in walk(argument.annotation) if argument.annotation is not None else ():
                if isinstance(each, ast.Call):
                    state, value = next(iter(self.evaluate(each, state)), (state, NONE))
                    found.append(value)
                elif isinstance(each, ast.Name):
                    found.append(self.look_up(each.id, state))
            given = next(filter(None, map(marked, (defaults.get(argument.arg), *found))), None)
            if given is not None:
                noted.append((argument.arg, bounded(named_by(given, found), node)))
        return state, noted

    def evaluate_Attribute(self, node: ast.Attribute, state: State) -> Results:
        results: Results = []
        for after, value in self.evaluate(node.value, state):
            if value == NONE:
                self.throw(after, Builtin("AttributeError"))
                continue
            results += self.attribute(value, node.attr, node, after)
        return results

    def evaluate_Call(self, node: ast.Call, state: State) -> Results:
        results: Results = []
        for after, function in self.evaluate(node.func, state):
            with self.holding([function]):
                for ready, arguments in self.arguments(node, after):
                    with self.holding(arguments.values()):
                        call = self.call_in_try if self.caught else self.call
                        results += call(function, arguments, node, ready)
        for after, value in results:
            # Nothing may hold it when the statement ends, nor that of which a method was called at once.
            after.dirty |= leads(value) or is_chained(node)
        return results

    def call_in_try(self, function: Value, arguments: Arguments, node: ast.Call, state: State) -> Results:
        """Call where a handler catches what is raised: by the call, behind it, or by nothing that it does."""
        run = partial(self.call, function, arguments, node, state)
        if kind_of(function) == "coroutine":
            return run()  # it is the await that fails
        if is_closing(function):
            opened = open_connections(state)
            called = run()
            self.may_fail_to_close([after for after, _ in called], opened)
            return called
        if waits_for_good(function, arguments) or reads_to_the_end(function, arguments, state):
            called = run()
            for after, _ in called:
                self.may_raise(after)
            return called
        if (
            works_on_closed(function, state)  # with that the path is over
            or leaves_or_logs(function)
            or raises_when_awaited(function)
            or works_on_collection(node, function, state)
            or self.is_exception(function, state)
        ):
            return run()
        foreign = is_plain_call(self, function, arguments, state)
        return self.in_try(state, run, foreign=foreign, past=told_apart(function, arguments, state))

    def is_exception(self, value: Value, state: State) -> bool:
        """Report whether a value is a class of exceptions that the program defines."""
        record = state.record(value)
        is_class = record is not None and record.kind == "class"
        return is_class and any(exception_of(each) is not None for each in self.mro(state, value))

    def arguments(self, node: ast.Call, state: State) -> list[tuple[State, Arguments]]:
        found = []
        for before, values in self.evaluate_all(node.args, state):
            with self.holding(values):
                named_values = self.evaluate_all([keyword.value for keyword in node.keywords], before)
            for after, named in named_values:
                positional = self.unstarred(node.args, values, after)
                exact = positional is not None
                hidden: list[Value] = []
                if positional is None:
                    positional = []
                    for each, value in zip(node.args, values, strict=True):
                        (hidden if isinstance(each, ast.Starred) else positional).append(value)
                keywords: list[tuple[str, Value]] = []
                mappings: list[Value] = []
                for keyword, value in zip(node.keywords, named, strict=True):
                    if keyword.arg is not None:
                        keywords.append((keyword.arg, value))
                        continue
                    record = after.record(value)
                    if record is not None and record.kind == "dict":
                        keywords += [
                            (str(key.value), item) for key, item in record.slots.items() if isinstance(key, Const)
                        ]
                        mappings += [] if record.exact else [value]
                    elif isinstance(value, Partial):
                        keywords += value.keywords
                    else:
                        mappings.append(value)
                exact = exact and not mappings
                given = (tuple(positional), tuple(keywords), exact, tuple(hidden), tuple(mappings))
                found.append((after, Arguments(*given)))
        return found

    def evaluate_Await(self, node: ast.Await, state: State) -> Results:
        results: Results = []
        self.awaited_at_once[node.value] = node
        for after, value in self.evaluate(node.value, state):
            call = node.value if isinstance(node.value, ast.Call) else node
            if self.answer(value, after):
                self.may_raise(after)
            results += self.wait_for(value, call, after)
        return results

    def evaluate_Yield(self, node: ast.Yield, state: State) -> Results:
        results: Results = []
        frame = self.frame
        for after, value in self.evaluate(node.value, state) if node.value else [(state, NONE)]:
            self.answer(value, after)
            if frame.consumer is None:  # else it is the code that takes the value which may raise
                self.may_raise(after)
            if frame.driven:
                results += self.wait_for(value, node, after)
                continue
            if frame.consumer is None:
                self.keep_outside(after, [value])
                results.append((after, symbol(node, "sent", node, *self.here())))
                continue
            with self.suspending(frame.function):
                for resumed in frame.consumer(after, value):
                    results.append((resumed, symbol(node, "sent", node, *self.here())))
        return results

    def evaluate_YieldFrom(self, node: ast.YieldFrom, state: State) -> Results:
        results: Results = []
        frame = self.frame
        for after, value in self.evaluate(node.value, state):
            if self.is_awaitable(value, after):
                results += self.wait_for(value, node, after)
                continue
            if frame.consumer is not None:
                ended = self.consume(value, frame.consumer, node, after)
                if ended is not None:
                    results += [(each, NONE) for each in ended]
                    continue
            for read, items in self.read_all(value, node, after):
                for passed in self.pass_on(value, items, node, read):
                    results.append((passed, symbol(node, "sent", node, *self.here())))
        return results

    def pass_on(self, iterable: Value, items: list[Value] | None, node: ast.AST, state: State) -> list[State]:
        """Hand the items of what is no generator of the program to whoever takes what this one yields."""
        consumer = self.frame.consumer
        if consumer is None:
            return [state]
        states = [state]
        with self.suspending(self.frame.function):
            for turn, item in enumerate(items if items is not None else [None] * MOST_TURNS):
                value = item if item is not None else item_of(iterable, turn, node)
                before = [] if items is not None else [each.copy() for each in states]
                states = self.thin([*before, *(after for each in states for after in consumer(each, value))])
        return states


def is_chained(node: ast.Call) -> bool:
    """Report whether a method is called of what another call has just returned."""
    return isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Call)


def told_apart(function: Value, arguments: Arguments, state: State) -> frozenset[str]:
    """Return the kinds of exceptions that a call does not raise, or on paths of their own alone.

    One that only waits can be interrupted; one that asks for the next row tells that there is none.
    """
    effect = joining(function)
    if (effect is not None and not effect.role("passes_on")) or qualified_name(function) in SLEEPING:
        return INTERRUPTS_ALONE
    if not (isinstance(function, Builtin) and function.name in ("next", "anext") and arguments.positional):
        return frozenset()
    record = state.record(arguments.positional[0])
    is_known = record is not None and record.kind in (RESULT, "generator")
    return frozenset({"StopIteration", "StopAsyncIteration"} if is_known else ())


def reads_to_the_end(function: Value, arguments: Arguments, state: State) -> bool:
    """Report whether a call reads all rows of a result: an error on the way ends these, too."""
    record = state.record(arguments.positional[0]) if len(arguments.positional) == 1 else None
    is_result = record is not None and record.kind == RESULT
    return is_result and isinstance(function, Builtin) and function.name in READERS


def works_on_closed(function: Value, state: State) -> bool:
    """Report whether a method of the SDK is asked for of an object whose connection is closed."""
    if not (isinstance(function, Bound) and isinstance(function.function, StubFunction)):
        return False
    key = state.root(function.subject)
    connection = state.connection(key) if key is not None else None
    return connection is not None and connection.closed is not None


def works_on_collection(node: ast.Call, function: Value, state: State) -> bool:
    """Report whether a call puts something into a collection, or takes an item out that it has: it raises nothing."""
    if not isinstance(function, Bound) or any(isinstance(each, ast.Subscript) for each in node.args):
        return False  # to look an item up may raise
    record = state.record(function.subject)
    if record is None:
        return False
    return function.function in KEEPING or (function.function == "list.pop" and bool(record.slots))
