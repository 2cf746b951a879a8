"""Calls: what a call of any value does."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import cast

from flake8_cb.flow.builtins import LAZY_READERS, call_builtin
from flake8_cb.flow.events import Called
from flake8_cb.flow.frames import Arguments, Consumer, Exits, Frame, Results
from flake8_cb.flow.joining import MANY_STATES, MANY_STATES_ELSEWHERE, MOST_STATES, thin
from flake8_cb.flow.machine import CONSTRUCTORS, DEEP_CALL, DEEPEST_CALL
from flake8_cb.flow.methods import call_method
from flake8_cb.flow.modules import Module
from flake8_cb.flow.parameters import Binding
from flake8_cb.flow.record import CACHED, SCOPES, Record
from flake8_cb.flow.scopes import LONG, body_of, names_of, read_within
from flake8_cb.flow.state import State
from flake8_cb.flow.summaries import Summary
from flake8_cb.flow.texts import is_text
from flake8_cb.flow.typestate import Use
from flake8_cb.flow.units import EVERYWHERE
from flake8_cb.flow.unread import Unread
from flake8_cb.flow.values import (
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
    definition_of,
    is_none,
    leads,
)
from flake8_cb.sdk.reader import StubClass, StubFunction, StubModule, acts
from flake8_cb.trees import kept, walk

#: Steps for which a call into another file is followed.
MOST_STEPS_ELSEWHERE = 3_000

#: Calls within one another, in other files, each of which may be given up by itself.
DEEPEST_SHARE = 4

#: Different ones with which each such call is followed before.
MOST_DATA = 3

#: Activations of one function within one another that are followed.
DEEPEST_RECURSION = 2

#: Activations of one function at a time, whatever it is given to call.
MOST_ACTIVATIONS = 5

#: Summaries of a function for one call in different states that are kept, the last ones.
MOST_SUMMARIES = 32

#: Ends of a function in which what it has handed over is called again.
MOST_ENDS = 2

#: Values of one call that are kept apart although nothing but their origins is known.
MANY_VALUES = 4

#: What decorators make of generators that they drive: what these yield is waited for.
DRIVEN = frozenset({"driven", "deferred"})


class Calls(Unread):
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

    def run_body(self, function: Function, arguments: Arguments, node: ast.AST, state: State) -> Results:
        """Run the body of a function, in this file or in another."""
        if self.home(function) is not self.linted and node is not self.tree and self.elsewhere < DEEPEST_SHARE:
            return self.run_elsewhere(function, arguments, node, state)
        return self.run_function(function, arguments, node, state)

    def run_elsewhere(self, function: Function, arguments: Arguments, node: ast.AST, state: State) -> Results:
        """Run a function of another file; one that takes too long to follow is code that cannot be read.

        A call within such a function may take half of what is left to it: what takes too long is given up alone, and
        tried again only with twice as many steps.
        """
        before = state.copy()
        found = None
        steps = (self.most_steps - self.spent()) // 2 if self.elsewhere else MOST_STEPS_ELSEWHERE
        if steps >= 2 * self.too_long.get(function.node, 0):
            depth, self.elsewhere = self.elsewhere, self.elsewhere + 1
            try:
                found = self.within(steps, lambda: self.run_function(function, arguments, node, state))
            finally:
                self.elsewhere = depth
        if found is None:
            self.too_long[function.node] = max(steps, self.too_long.get(function.node, 0))
            self.keep_outside(before, arguments.values())
            return [(before, self.unknown_result(function, node, before, arguments))]
        return found

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

    def keep_cached(self, state: State, value: Value) -> None:
        for key in state.held_connections(value):
            state.update_connection(key, settled=True, outcome="kept", cached=True)

    def run_function(
        self,
        function: Function,
        arguments: Arguments,
        node: ast.AST,
        state: State,
        consumer: Consumer | None = None,
    ) -> Results:
        """Run the body of a function; what it yields, if it does, goes to ``consumer``."""
        definition = function.node
        depth = self.frame.depth + 1
        running = sum(1 for frame in self.stack if frame.function is definition)
        suspended = self.suspended.count(definition)
        recursion = self.activations(function, state, arguments) - suspended
        if depth > DEEPEST_CALL or recursion >= DEEPEST_RECURSION or running - suspended >= MOST_ACTIVATIONS:
            self.hand_on(arguments.values(), state)
            return [(state, self.unknown_result(function, node, state))]
        forced = self.is_forced(function, arguments, state)
        home = self.home(function)
        lead = self.lead_to(home, node)
        runner = self.runner_of(function, home, node)
        on_loop, stalls = self.enter_loop(function, home, node)
        way = (forced, lead, runner, on_loop, stalls)
        tried = (
            bool(self.catching),
            *map(any, zip(*self.caught, strict=True)),
            tuple(each.depth for each in self.handling[-1:]),
        )
        place = (function, node, depth, self.turns(), tried, state.thread, way)
        if consumer is None:
            for summary in self.known_calls(place, arguments, depth):
                if summary.fits(state):
                    for observer in self.observers:
                        observer |= summary.used
                    self.meter.consulted.add(summary.consulted)
                    results, raised = summary.applied(state)
                    self.exits.raised += raised
                    return results
        before = state.copy()
        frame = Frame(
            definition,
            self.new_scope(function, arguments, node, state),
            depth,
            home,
            call=node if node is not self.tree else None,
            lead=lead,
            subject=arguments.positional[0] if arguments.positional else None,
            owner=function.owner,
            arguments=tuple(arguments.values()),
            consumer=consumer,
            constructs=getattr(definition, "name", "") in CONSTRUCTORS,
            activation=running,
            forced=forced,
            driven=function.wrapping in DRIVEN,
            runner=runner,
            on_loop=on_loop,
            stalls=stalls,
        )
        used_here: set[Use] = set()
        exits = Exits()
        self.observers.append(used_here)
        with self.leaving_by(exits), self.pushed(frame), self.meter.consulting() as consulted:
            given = self.pass_over_body(definition, node, state) if consumer is None else None
            if given is not None:
                exits.returned.append((state, given))
            elif isinstance(definition, ast.Lambda):
                exits.returned += self.evaluate(definition.body, state)
            else:
                exits.returned += [(after, NONE) for after in self.execute(definition.body, [state])]
            results = exits.returned
            for after, value in results:
                if frame.scope in self.closures and len(self.closures[frame.scope][1]) < MOST_ENDS:
                    self.closures[frame.scope][1].append(after.copy())
                after.leave_cells(frame.scope, read_within(definition))
                self.settle(after, frame, value)
            for each in exits.raised:
                self.abandon(each.state, before.heap, failed=each.exception is None)
        self.observers.pop()
        for after, value in results:
            if frame.scope in after.heap:
                after.forget_scope(frame.scope, self.frame.scope)
            self.collect(after, value)
        results = self.fewer_values(results, function, node)
        results = self.distinct(results, MANY_STATES if home is self.linted else MANY_STATES_ELSEWHERE)
        for each in exits.raised:
            if frame.scope in each.state.heap:
                each.state.forget_scope(frame.scope, self.frame.scope)
        exits.raised = self.fewer(exits.raised)
        self.exits.raised += exits.raised
        if consumer is None:
            copies = [(after.copy(), value) for after, value in results]
            raised = [replace(each, state=each.state.copy()) for each in exits.raised]
            seen = (function, function.scope, *arguments.values())
            if depth > DEEP_CALL:
                self.note_data(place, arguments)
            known = self.summaries.setdefault((place, arguments), [])
            known.append(Summary(before, seen, copies, raised, frozenset(used_here), consulted))
            del known[:-MOST_SUMMARIES]
        return results

    def known_calls(self, place: tuple[object, ...], arguments: Arguments, depth: int) -> Iterator[Summary]:
        """Yield what is known of a call with these arguments, or deep in others with some that differ in data alone."""
        yield from self.summaries.get((place, arguments), ())
        others = self.data_given.get((place, arguments.without_data()), ()) if depth > DEEP_CALL else ()
        if len(others) == MOST_DATA:
            for each in others:
                yield from (summary for summary in self.summaries.get((place, each), ()) if summary.only_uses)

    def note_data(self, place: tuple[object, ...], arguments: Arguments) -> None:
        """Note the first arguments of a call that differ in data alone."""
        given = self.data_given.setdefault((place, arguments.without_data()), [])
        if len(given) < MOST_DATA and arguments not in given:
            given.append(arguments)

    def fewer_values(self, results: Results, function: Function, node: ast.AST) -> Results:
        """Let one unknown value stand for all of which nothing but their origin is known, where there are many.

        What a path knows of its value it knows of that.
        """
        many = MANY_VALUES if self.frame.depth < DEEP_CALL else 1
        if len(results) <= many or len({value for _, value in results}) <= many:
            return results
        found: Results = []
        for state, value in results:
            if is_opaque(value, state):
                known = state.known(value), state.known(is_none(value))
                value = self.unknown_result(function, node, state)
                about = zip((value, is_none(value)), known, strict=True)
                state.facts.update((each, truth) for each, truth in about if truth is not None)
            found.append((state, value))
        return found

    def distinct(self, results: Results, many: int) -> Results:
        """Bring the paths that return the same value together, as those that meet after a statement are."""
        states: dict[Value, list[State]] = {}
        for state, value in results:
            states.setdefault(value, []).append(state)
        return [(state, value) for value, each in states.items() for state in thin(each, many=many)][:MOST_STATES]

    def new_scope(self, function: Function, arguments: Arguments, node: ast.AST, state: State) -> Obj:
        """Allocate the scope of an activation, with the arguments bound to the parameters."""
        definition = function.node
        record = Record("function", parent=function.scope)
        scope = state.allocate(definition, record)
        given, rest = Binding(function, arguments, node, self.here()).named()
        if (more := definition.args.kwarg) is not None:
            items = [(Const.of(name), value) for name, value in rest]
            given[more.arg] = self.container(state, "dict", items, more, exact=arguments.exact)
        for name, value in given.items():
            state.put(scope, name, value)
        home = self.home(function)  # the names of the types are those around the function
        with self.pushed(replace(self.frame, scope=function.scope, module=home, lead=self.lead_to(home, node))):
            self.type_parameters(function, state, scope)
        return scope


def is_opaque(value: Value, state: State) -> bool:
    """Report whether only the origin of a value is known: it is no text, has no name and no object is behind it."""
    return isinstance(value, Symbol) and not (value.leads or value.name or is_text(value) or value in state.heap)


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
