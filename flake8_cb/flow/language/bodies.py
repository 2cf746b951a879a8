"""Bodies: how the body of a function is run, and what it has done to one state done to others."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import replace

from flake8_cb.flow.domain.joining import MANY_STATES, MANY_STATES_ELSEWHERE, MOST_STATES, thin
from flake8_cb.flow.domain.record import Record
from flake8_cb.flow.domain.state import State
from flake8_cb.flow.domain.texts import is_text
from flake8_cb.flow.domain.values import NONE, Const, Function, FunctionNode, Obj, Symbol, Value, is_none
from flake8_cb.flow.language.worth import Worth
from flake8_cb.flow.machine.frames import Arguments, Consumer, Exits, Frame, Results, Way
from flake8_cb.flow.machine.machine import CONSTRUCTORS, DEEP_CALL
from flake8_cb.flow.machine.parameters import Binding
from flake8_cb.flow.machine.summaries import Summary
from flake8_cb.flow.names.scopes import read_within

#: Steps for which a call into another file is followed.
MOST_STEPS_ELSEWHERE = 3_000

#: Calls within one another, in other files, each of which may be given up by itself.
DEEPEST_SHARE = 4

#: Different ones with which each such call is followed before.
MOST_DATA = 3

#: Calls within one another that are followed.
DEEPEST_CALL = 40

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


class Bodies(Worth):
    """Runs functions."""

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

    def run_function(
        self,
        function: Function,
        arguments: Arguments,
        node: ast.AST,
        state: State,
        consumer: Consumer | None = None,
    ) -> Results:
        """Run the body of a function; what it yields, if it does, goes to ``consumer``."""
        if self.is_too_deep(function, arguments, state):
            self.hand_on(arguments.values(), state)
            return [(state, self.unknown_result(function, node, state))]
        way = self.way_into(function, arguments, node, state)
        place = (function, node, self.frame.depth, self.turns(), self.tried(), state.thread, way)
        if consumer is None:
            known = self.known_results(place, arguments, state)
            if known is not None:
                return known
        before = state.copy()
        frame = self.frame_of(function, arguments, node, state, way, consumer)
        exits = Exits()
        with (
            self.observing() as used,
            self.leaving_by(exits),
            self.pushed(frame),
            self.meter.consulting() as consulted,
        ):
            self.run_statements(function.node, node, state, exits)
            self.leave_function(frame, exits, before)
        for after, value in exits.returned:
            if frame.scope in after.heap:
                after.forget_scope(frame.scope, self.frame.scope)
            self.collect(after, value)
        results = self.fewer_values(exits.returned, function, node)
        results = self.distinct(results, MANY_STATES if frame.module is self.linted else MANY_STATES_ELSEWHERE)
        for each in exits.raised:
            if frame.scope in each.state.heap:
                each.state.forget_scope(frame.scope, self.frame.scope)
        raised = self.fewer(exits.raised)
        self.exits.raised += raised
        if consumer is None:
            copies = [(after.copy(), value) for after, value in results]
            kept = [replace(each, state=each.state.copy()) for each in raised]
            seen = (function, function.scope, *arguments.values())
            summary = Summary(before, seen, copies, kept, frozenset(used), consulted)
            self.keep_summary(place, arguments, summary)
        return results

    def is_too_deep(self, function: Function, arguments: Arguments, state: State) -> bool:
        """Report whether a call stands too deep in others, or in others of the same function, to be followed."""
        suspended = self.suspended.count(function.node)
        recursion = self.activations(function, state, arguments) - suspended
        return (
            self.frame.depth >= DEEPEST_CALL
            or recursion >= DEEPEST_RECURSION
            or self.running(function.node) - suspended >= MOST_ACTIVATIONS
        )

    def way_into(self, function: Function, arguments: Arguments, node: ast.AST, state: State) -> Way:
        """Return by which way a function is entered."""
        home = self.home(function)
        on_loop, stalls = self.enter_loop(function, home, node)
        return Way(
            self.is_forced(function, arguments, state),
            self.lead_to(home, node),
            self.runner_of(function, home, node),
            on_loop,
            stalls,
        )

    def frame_of(
        self,
        function: Function,
        arguments: Arguments,
        node: ast.AST,
        state: State,
        way: Way,
        consumer: Consumer | None,
    ) -> Frame:
        """Return the frame of a new activation."""
        definition = function.node
        return Frame(
            definition,
            self.new_scope(function, arguments, node, state),
            self.frame.depth + 1,
            self.home(function),
            call=node if node is not self.tree else None,
            lead=way.lead,
            subject=arguments.positional[0] if arguments.positional else None,
            owner=function.owner,
            arguments=tuple(arguments.values()),
            consumer=consumer,
            constructs=getattr(definition, "name", "") in CONSTRUCTORS,
            activation=self.running(definition),
            forced=way.forced,
            driven=function.wrapping in DRIVEN,
            runner=way.runner,
            on_loop=way.on_loop,
            stalls=way.stalls,
        )

    def run_statements(self, definition: FunctionNode, node: ast.AST, state: State, exits: Exits) -> None:
        """Run the statements of a function whose frame is entered; ``exits`` takes what they return."""
        given = self.pass_over_body(definition, node, state) if self.frame.consumer is None else None
        if given is not None:
            exits.returned.append((state, given))
        elif isinstance(definition, ast.Lambda):
            exits.returned += self.evaluate(definition.body, state)
        else:
            exits.returned += [(after, NONE) for after in self.execute(definition.body, [state])]

    def leave_function(self, frame: Frame, exits: Exits, before: State) -> None:
        """Settle what becomes of the connections of a function that has ended on these paths."""
        closures = self.closures.get(frame.scope)
        for after, value in exits.returned:
            if closures is not None and len(closures[1]) < MOST_ENDS:
                closures[1].append(after.copy())
            if frame.function is not None:
                after.leave_cells(frame.scope, read_within(frame.function))
            self.settle(after, frame, value)
        for each in exits.raised:
            self.abandon(each.state, before.heap, failed=each.exception is None)

    def tried(self) -> tuple[object, ...]:
        """Return what is caught around a call, as far as it may go on in another way for that."""
        return (
            bool(self.caught),
            any(each.others for each in self.caught),
            any(each.interrupts for each in self.caught),
            tuple(each.depth for each in self.handling[-1:]),
        )

    def known_results(self, place: tuple[object, ...], arguments: Arguments, state: State) -> Results | None:
        """Return what a call does to a state as it has done to one like it; None if there was none."""
        for summary in self.known_calls(place, arguments):
            if summary.fits(state):
                for observer in self.observers:
                    observer |= summary.used
                self.meter.consulted.add(summary.consulted)
                results, raised = summary.applied(state)
                self.exits.raised += raised
                return results
        return None

    def known_calls(self, place: tuple[object, ...], arguments: Arguments) -> Iterator[Summary]:
        """Yield what is known of a call with these arguments, or deep in others with some that differ in data alone."""
        yield from self.summaries.get((place, arguments), ())
        is_deep = self.frame.depth >= DEEP_CALL
        others = self.data_given.get((place, arguments.without_data()), ()) if is_deep else ()
        if len(others) == MOST_DATA:
            for each in others:
                yield from (summary for summary in self.summaries.get((place, each), ()) if summary.only_uses)

    def keep_summary(self, place: tuple[object, ...], arguments: Arguments, summary: Summary) -> None:
        """Keep what a call has done; deep in others also, which first arguments differ in data alone."""
        if self.frame.depth >= DEEP_CALL:
            given = self.data_given.setdefault((place, arguments.without_data()), [])
            if len(given) < MOST_DATA and arguments not in given:
                given.append(arguments)
        known = self.summaries.setdefault((place, arguments), [])
        known.append(summary)
        del known[:-MOST_SUMMARIES]

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
