"""Calls from outside: what code that is not seen does with a function of the module, and with what it gives."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, NamedTuple

from flake8_cb.flow.domain.repetition import kept_sites, opened_sites, repeated_sites
from flake8_cb.flow.domain.state import State
from flake8_cb.flow.domain.typestate import Opening
from flake8_cb.flow.domain.values import (
    Bound,
    Function,
    FunctionNode,
    Obj,
    Symbol,
    Value,
    definition_of,
    leads,
    unbound,
)
from flake8_cb.flow.effects.sharing import is_of_request
from flake8_cb.flow.events import CacheMissed
from flake8_cb.flow.language.statements import Statements
from flake8_cb.flow.machine.dependencies import DEPENDS, dependencies
from flake8_cb.flow.machine.frames import Arguments, Results
from flake8_cb.flow.names.scopes import names_of
from flake8_cb.flow.runs.heirs import function_of
from flake8_cb.flow.runs.later import Later
from flake8_cb.sdk.endings import FAILING_TESTS
from flake8_cb.sdk.per_request import is_made_for_a_request
from flake8_cb.trees import walk

#: States of the finished module from which the entry points are run.
MOST_ENTRY_STATES = 2


class Fresh(NamedTuple):
    """An object as it is made for a request."""

    made: Value
    slots: dict[Any, Value]

    def put_in(self, state: State) -> None:
        """Let the object be as it was; what it has kept meanwhile is gone."""
        for name in list(state.heap[self.made].slots) if self.made in state.heap else ():
            if name not in self.slots:
                state.drop(self.made, name)
            elif not leads(self.slots[name]):
                state.put(self.made, name, self.slots[name])
        state.dirty = True


class Outside:
    """Calls functions as callers do that are not seen, and once more, to see what that opens anew."""

    def __init__(self, machine: Statements) -> None:
        self.machine = machine
        self.later: Later | None = None
        self.gives_flags = False  # callers may switch on what is off by default, and the other way round

    def arguments(self, definition: ast.AST, keywords: tuple[tuple[str, Value], ...] = ()) -> Arguments:
        """Return the arguments of a call whose caller is not seen: those that are known, and what may be left out."""
        left_out = tuple(
            (name, Symbol("parameter", definition, name))
            for name, default in constant_defaults(definition)
            if default is None or (self.gives_flags and isinstance(default, bool))
        )
        return Arguments((), (*keywords, *left_out), not takes_more(definition))

    def given(self, callee: Value, definition: ast.AST) -> Arguments:
        """Return what others may give to a function, by way of its decorators perhaps."""
        return self.handed_through(callee) or self.arguments(definition)

    def handed_through(self, callee: Value) -> Arguments | None:
        """Return the arguments of a function before which a decorator has put one that hands on all that it gets."""
        function = unbound(callee)
        inner = self.machine.wrapped.get(function) if isinstance(function, Function) else None
        if inner is None or not (isinstance(function, Function) and takes_anything(function.node)):
            return None
        spec = inner.node.args
        named = [*spec.posonlyargs, *spec.args]
        needed = named[isinstance(callee, Bound) : len(named) - len(spec.defaults)]
        needed += [each for each, value in zip(spec.kwonlyargs, spec.kw_defaults, strict=True) if value is None]
        return self.arguments(
            inner.node, tuple((each.arg, Symbol("parameter", inner.node, each.arg)) for each in needed)
        )

    def invoke(self, callee: Value, state: State, definition: ast.AST) -> list[State]:
        """Call from outside, with arguments that are not known; a parameter that may be left out may also be given."""
        machine = self.machine
        callee = taken_over(callee)
        known = frozenset(state.heap)
        fresh = self.made_for_request(callee, state)
        given = self.given(callee, definition)
        with machine.expected(self.is_to_fail(callee)):
            ended = self.enter(callee, given, state)
        for each in ended:
            machine.fire_all(each)
            machine.finish(each.copy())
            if self.later is not None:
                self.later.note(callee, known, each)
        self.call_again(callee, given, known, ended, definition, fresh)
        return ended

    def is_to_fail(self, callee: Value) -> bool:
        """Report whether a decorator says that a test fails."""
        definition = definition_of(callee)
        decorators = self.machine.trace.decorators.get(definition, ()) if definition is not None else ()
        return any(each.rpartition(".")[2] in FAILING_TESTS for each in decorators)

    def made_for_request(self, callee: Value, state: State) -> Fresh | None:
        """Return the object of a method that a framework makes anew for each request, with what it has before one."""
        subject = callee.subject if isinstance(callee, Bound) else None
        record = state.record(subject) if subject is not None else None
        cls = record.cls if record is not None and record.kind == "instance" else None
        bases = self.machine.trace.bases.get(cls.site, ()) if isinstance(cls, Obj) else ()
        if subject is None or record is None or not any(map(is_made_for_a_request, bases)):
            return None
        return Fresh(subject, dict(record.slots))

    def enter(self, callee: Value, given: Arguments, state: State) -> list[State]:
        """Call with what the dependencies of the function give, and take what it yields; return the states after it."""
        machine = self.machine
        machine.interrupted.clear()
        ended = []
        for ready, injected in self.inject(callee, state):
            arguments = replace(given, keywords=(*given.keywords, *injected))
            with machine.holding([value for _, value in injected]):
                for after, value in machine.call(callee, arguments, machine.tree, ready, awaited=True):
                    for done, result in self.awaited(value, after):
                        consumed = machine.consume(result, self.lend, machine.tree, done)
                        ended += [done] if consumed is None else consumed
        return ended

    def awaited(self, value: Value, state: State) -> Results:
        """Wait for a coroutine that a function has handed out, as its caller does."""
        record = state.record(value)
        if record is None or record.kind != "coroutine":
            return [(state, value)]
        return self.machine.wait_for(value, self.machine.tree, state)

    def inject(self, callee: Value, state: State) -> list[tuple[State, tuple[tuple[str, Value], ...]]]:
        """Call the dependencies of a function, as a framework does before it calls the function."""
        results: list[tuple[State, tuple[tuple[str, Value], ...]]] = [(state, ())]
        for name, wanted, node in dependencies(callee):
            called = self.called_for(wanted, state)
            definition = definition_of(called)
            if definition is None or names_of(definition).yields:
                continue
            if called is not wanted:  # a class: what is called at its mark is only met here
                self.machine.note_target(called, node, "handed", DEPENDS)
            following = []
            for before, injected in results:
                with self.machine.holding([value for _, value in injected]):
                    for ready, own in self.inject(called, before):
                        with self.machine.holding([value for _, value in own]):
                            made = self.machine.call(wanted, Arguments(keywords=own), node, ready, awaited=True)
                        following += [(after, (*injected, (name, value))) for after, value in made]
            results = following[:MOST_ENTRY_STATES]
        return results

    def initialisers(self, callee: Value, state: State) -> Iterator[ast.AST]:
        """Yield the initialisers of the classes that a framework makes objects of before it calls a function."""
        for _, wanted, _ in dependencies(callee):
            called = self.called_for(wanted, state)
            if called is not wanted and (definition := definition_of(called)) is not None:
                yield definition
            yield from self.initialisers(called, state)

    def called_for(self, dependency: Value, state: State) -> Value:
        """Return the function whose parameters a dependency has: the initialiser of a class."""
        record = state.record(dependency)
        if record is None or record.kind != "class":
            return dependency
        return function_of(self.machine.find(state, self.machine.mro(state, dependency), "__init__")[0]) or dependency

    def call_again(
        self,
        callee: Value,
        given: Arguments,
        before: frozenset[Value],
        ended: list[State],
        definition: ast.AST,
        fresh: Fresh | None = None,
    ) -> None:
        """See what a second, equal call opens: whether a guard holds, and whether a cache holds what was put there.

        What one way of the first call keeps, another one has let go of, after an error perhaps: the second call follows
        the one that keeps it.
        """
        kept = [kept_sites(each, before) for each in ended]
        by_any = frozenset().union(*kept)
        interrupted = [each for each in self.machine.interrupted if not opened_sites(each, before) <= by_any]
        for after, own in zip(ended, kept, strict=True):
            self.call_behind(callee, given, before, after, definition, fresh, without=by_any - own)
        for after in interrupted[:MOST_ENTRY_STATES]:
            self.call_behind(callee, given, before, after, definition, fresh, without=by_any, is_interrupted=True)

    def call_behind(
        self,
        callee: Value,
        given: Arguments,
        before: frozenset[Value],
        after: State,
        definition: ast.AST,
        fresh: Fresh | None,
        *,
        without: frozenset[ast.AST] = frozenset(),
        is_interrupted: bool = False,
    ) -> None:
        """Make the second call from a state after the first; ``without`` those openings that others keep.

        A first call that is interrupted is followed by another one that is.
        """
        machine = self.machine
        trace = machine.trace
        known_sites = trace.interrupted if is_interrupted else trace.repeatable
        cached = {
            connection.opening.place: (key, connection)
            for key, connection in (after.connections() if not is_interrupted else ())
            if connection.pooled and key not in before and is_cached_by_call(connection.opening, definition)
        }
        run = {definition, *self.initialisers(callee, after)}
        if isinstance(function := unbound(callee), Function):
            run |= {function.node, machine.defined(function)}
        sites = opened_sites(after, before) - without
        anew = {site for each in run for site in sites if (each, site) not in known_sites}
        if not (cached or anew):
            return
        again = after.copy()
        again.openings = frozenset()
        again.dirty = again.dirty or is_interrupted
        if fresh is not None:
            fresh.put_in(again)
        machine.trace = trace.scratch()
        forget_request(again)
        machine.collect(again)
        known = frozenset(again.heap)
        try:
            states = self.enter(callee, given, again.copy())
        finally:
            machine.trace = trace
        for place, (key, connection) in cached.items():
            if states and all(opens_beside(place, key, known, each) for each in states):
                trace.add(CacheMissed(connection))
        ends = machine.interrupted if is_interrupted else states
        made = fresh.made if fresh is not None else None
        known_sites.update((each, site) for site in repeated_sites(anew, again, ends, made) for each in run)

    def lend(self, state: State, value: Value) -> list[State]:
        """Take what a generator yields to code that is not seen: a connection in it makes it a factory."""
        machine = self.machine
        machine.hand_on([value], state)
        for key in machine.handed(state, value):
            connection = state.connection(key)
            if connection is not None:
                machine.trace.lasting.add(connection.opening.site)
        return [state]


def forget_request(state: State) -> None:
    """Another request comes: what was kept with the one before is gone."""
    for key in [key for key in state.heap if isinstance(key, Symbol) and is_of_request(key)]:
        del state.heap[key]
        state.dirty = True


def is_cached_by_call(opening: Opening, definition: ast.AST) -> bool:
    """Report whether a function opens under the guard of a cache, or what it calls in another file does."""
    function = opening.function
    if function is None or not (function is definition or opening.is_elsewhere):
        return False
    return is_guarded_by_cache(function, opening.site)


def opens_beside(place: ast.AST, earlier: Value, known: frozenset[Value], state: State) -> bool:
    """Report whether something new was opened at a place although nobody had closed what was opened there before."""
    connection = state.connection(earlier)
    if connection is not None and connection.closed:
        return False
    return any(key not in known and each.opening.place is place for key, each in state.connections())


def is_guarded_by_cache(definition: ast.AST, site: ast.AST) -> bool:
    """Report whether the expression stands under a condition that only asks whether a key is in a collection."""
    return any(
        isinstance(each, ast.If)
        and isinstance(each.test, ast.Compare)
        and isinstance(each.test.ops[0], (ast.In, ast.NotIn))
        and any(inner is site for statement in (*each.body, *each.orelse) for inner in walk(statement))
        for each in walk(definition)
    )


def takes_more(definition: ast.AST) -> bool:
    """Report whether a caller may give a function more than its parameters name."""
    spec = definition.args if isinstance(definition, (ast.FunctionDef, ast.AsyncFunctionDef)) else None
    return spec is not None and (spec.vararg is not None or spec.kwarg is not None)


def takes_anything(definition: FunctionNode) -> bool:
    """Report whether a function takes all arguments that it may be given, by position and by name."""
    return definition.args.vararg is not None and definition.args.kwarg is not None


def has_flags(definition: ast.AST) -> bool:
    """Report whether a caller may switch something on or off that is the other way round by default."""
    flags = {name for name, default in constant_defaults(definition) if isinstance(default, bool)}
    tests = (each.test for each in walk(definition) if flags and isinstance(each, (ast.If, ast.IfExp, ast.While)))
    return any(isinstance(each, ast.Name) and each.id in flags for test in tests for each in walk(test))


def constant_defaults(definition: ast.AST) -> Iterator[tuple[str, object]]:
    """Yield the parameters of a function that have a constant as their default, each with its value."""
    if not isinstance(definition, (ast.FunctionDef, ast.AsyncFunctionDef)):
        return
    spec = definition.args
    named = [*spec.posonlyargs, *spec.args]
    pairs: list[tuple[ast.arg, ast.expr | None]] = list(
        zip(named[len(named) - len(spec.defaults) :], spec.defaults, strict=True)
    )
    pairs += zip(spec.kwonlyargs, spec.kw_defaults, strict=True)
    for argument, default in pairs:
        if isinstance(default, ast.Constant):
            yield argument.arg, default.value


def taken_over(callee: Value) -> Value:
    """Return what is run there to where a call of the function only hands it over."""
    function = unbound(callee)
    if not (isinstance(function, Function) and function.wrapping == "handed"):
        return callee
    plain = replace(function, wrapping="")
    return replace(callee, function=plain) if isinstance(callee, Bound) else plain
