"""Startup: what a framework runs before its handlers, and the states in which these then find the program."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from flake8_cb.flow.domain.state import State
from flake8_cb.flow.domain.values import Function, FunctionNode, Obj, Value
from flake8_cb.flow.events import Trace
from flake8_cb.flow.language.statements import Statements
from flake8_cb.flow.machine.frames import Arguments
from flake8_cb.flow.machine.workers import begins_worker, in_worker
from flake8_cb.flow.names.scopes import arguments_of, names_of
from flake8_cb.sdk import hooks
from flake8_cb.trees import last_name, walk

#: States in which handlers are called.
MOST_STARTED = 2


class Startup:
    """The states in which an application is ready that was made in ``scope``.

    ``scopes`` are those of hooks that wait until it ends.
    """

    def __init__(self, machine: Statements, scope: Obj) -> None:
        self.machine = machine
        self.scope = scope
        self.scopes: list[Value] = []

    def states(self, start: State) -> list[State]:
        """Return the states after all hooks, or none if they open no connection. What they do is told elsewhere."""
        states = [start]
        known = frozenset(start.heap)
        found = list(self.hooks(start))  # on scratch it is not known what was handed over
        trace = self.machine.trace
        first = {each for each in found if begins_worker(self.machine.defined(each), trace)}
        with self.machine.on_scratch():
            for hook in found:
                before = [each.copy() for each in states]
                for each in before if hook in first else ():
                    each.forks = in_worker(each.forks, hook.node)
                with self.machine.holding(self.scopes):
                    states = [after for each in before for after in self.run(hook, each)] or states
                del states[MOST_STARTED:]
        return [each for each in states if any(key not in known and not one.closed for key, one in each.connections())]

    def hooks(self, state: State) -> Iterator[Function]:
        """Yield the functions of the scope that a framework runs when it starts, in their order."""
        for value in list(state.heap[self.scope].slots.values()):
            if isinstance(value, Function) and starts(self.machine.defined(value), self.machine.trace):
                yield value

    def run(self, hook: Function, state: State) -> list[State]:
        """Return the states in which a hook has ended, or waits in its ``yield`` while the application runs."""
        machine = self.machine
        ready: list[State] = []

        def wait(after: State, _: Value) -> list[State]:
            self.scopes.append(machine.frame.scope)
            ready.append(after.copy())
            return []

        application = machine.application(state, self.scope)
        given = Arguments((application,) if application is not None and arguments_of(hook.node.args) else ())
        for after, value in machine.call(hook, given, machine.tree, state, awaited=True):
            if machine.consume(value, wait, machine.tree, after) is None:
                ready.append(after)
        for each in ready:
            each.openings, each.pending = frozenset(), {}
        return ready


def starts(function: FunctionNode, trace: Trace) -> bool:
    """Report whether a framework runs a function when it starts."""
    if names_of(function).yields and applications_with(function, trace):
        return True
    return runs_at(function, hooks.STARTING, "on_startup", trace)


def stops(function: FunctionNode, trace: Trace) -> bool:
    """Report whether a framework runs a function when it stops."""
    return runs_at(function, hooks.STOPPING, "on_shutdown", trace)


def runs_at(function: FunctionNode, moments: dict[str, str], keyword: str, trace: Trace) -> bool:
    """Report whether a framework is told of a function for a moment.

    By a decorator or a call of the table, or by the argument of that name with which an application is made.
    """
    for name in trace.decorators.get(function, ()):
        wanted = moments.get(name)
        if wanted is not None and (not wanted or any(is_told(each, wanted) for each in decorators_of(function))):
            return True
    for call in trace.calls.get(function, ()):
        wanted = moments.get(call.callee) if call.how == "handed" else None
        if wanted is not None and (not wanted or is_told(call.node, wanted)):
            return True
    return any(is_listed(function, each, keyword) for each in applications_with(function, trace))


def applications_with(function: FunctionNode, trace: Trace) -> list[ast.Call]:
    """Return the calls that make an application and are given the function."""
    handed = (call for call in trace.calls.get(function, ()) if call.how == "handed")
    return [call.node for call in handed if call.callee in hooks.LIFESPANS and isinstance(call.node, ast.Call)]


def is_listed(function: FunctionNode, call: ast.Call, keyword: str) -> bool:
    """Report whether the function is one of those in an argument with that name."""
    given = (each.value for each in call.keywords if each.arg == keyword)
    name = getattr(function, "name", "")
    return any(last_name(each) == name for value in given for each in walk(value))


def decorators_of(function: FunctionNode) -> Iterable[ast.expr]:
    return function.decorator_list if isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef)) else ()


def is_told(call: ast.AST, moment: str) -> bool:
    """Report whether the first argument of a call names the moment."""
    first = call.args[0] if isinstance(call, ast.Call) and call.args else None
    return isinstance(first, ast.Constant) and first.value == moment
