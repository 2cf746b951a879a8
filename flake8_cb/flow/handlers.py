"""Exceptions: how they are raised, caught, and passed on."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Callable
from dataclasses import replace

from flake8_cb.flow.assignments import Assignments
from flake8_cb.flow.earlier import InCall, InTurn
from flake8_cb.flow.frames import Exits, Handling, Raised
from flake8_cb.flow.state import State
from flake8_cb.flow.typestate import Use
from flake8_cb.flow.values import Builtin, Symbol, Value, is_none
from flake8_cb.sdk.packages import SDK_PACKAGES

#: What a name or an attribute that is not there raises, and a call of the SDK does not.
MISSING_NAMES = frozenset({"AttributeError", "NameError", "UnboundLocalError"})


class Handlers(Assignments):
    """Executes try statements."""

    def execute_Try(self, node: ast.Try, state: State) -> list[State]:
        if not node.finalbody:
            return self.try_handlers(node, state)
        outer = self.exits
        inner = Exits()
        with self.leaving_by(inner):
            ended = self.try_handlers(node, state)
        found = self.execute(node.finalbody, self.thin(ended))
        for after, value in inner.returned:
            with self.holding([value]):
                outer.returned += [(each, value) for each in self.execute(node.finalbody, [after])]
        outer.broke += self.execute(node.finalbody, self.thin(inner.broke))
        outer.continued += self.execute(node.finalbody, self.thin(inner.continued))
        self.raise_again(inner.raised, lambda states: self.execute(node.finalbody, states))
        return found

    execute_TryStar = execute_Try

    def raise_again(self, raised: list[Raised], leave: Callable[[list[State]], list[State]]) -> None:
        """Run the code that an exception passes on its way, and let it go on."""
        for kind, states in self.kinds_of_raised(raised):
            for state in states:
                self.collect(state)  # what the code that failed has held is gone
            self.exits.raised += [replace(kind, state=after) for after in leave(states)]

    def try_handlers(self, node: ast.Try, state: State) -> list[State]:
        if not node.handlers:
            return (
                self.execute(node.orelse, self.execute(node.body, [state]))
                if node.orelse
                else self.execute(node.body, [state])
            )
        before = state.copy()
        outer = self.exits
        inner = Exits(returned=outer.returned, broke=outer.broke, continued=outer.continued)
        used: set[Use] = set()
        self.observers.append(used)
        with self.leaving_by(inner, catching=1):
            ended = self.execute(node.body, [state])
        self.observers.pop()
        failed = frozenset(each.connection for each in used)
        found = self.execute(node.orelse, ended)
        raised = self.fewer(inner.raised)
        for handler in node.handlers:
            caught: list[State] = []
            passed: list[Raised] = []
            of_sdk = any(each.foreign for each in raised) and self.is_for_sdk(handler, before)
            for each in raised:
                if (each.foreign and of_sdk) or is_past(each, handler):
                    passed.append(each)
                    continue
                catches = self.catches(handler, each.exception)
                if catches is not False:
                    is_possible = catches is None or each.exception is None  # or perhaps nothing is raised
                    caught.append(each.state.copy() if is_possible else each.state)
                    self.enter_handler(caught[-1], before, failed=each.exception is None)
                if catches is not True or (each.exception is None and not catches_all(handler)):
                    passed.append(replace(each, past=each.past.union(kinds_of(handler))))
            raised = passed
            for each_state in self.thin(caught):
                if handler.name:
                    name = Symbol("exception", handler)
                    each_state.facts[name], each_state.facts[is_none(name)] = True, False
                    each_state.put(self.scope_of(handler.name, each_state), handler.name, name)
                each_state.dirty = True
                self.collect(each_state)
                self.handling += (Handling(self.frame.depth, failed),)
                returned = len(outer.returned)
                after = self.execute(handler.body, [each_state])
                self.handling = self.handling[:-1]
                for each_after, _ in outer.returned[returned:]:
                    self.leave_handler(each_after)
                for each_after in after:
                    self.leave_handler(each_after, goes_on=True)
                if handler.name:
                    for each_after in after:
                        each_after.drop(self.scope_of(handler.name, each_after), handler.name)
                found += after
        for each in raised:
            if self.catching:
                outer.raised.append(each)
            elif each.exception is not None:
                self.finish(each.state)
        return found

    def enter_handler(self, state: State, before: State, *, failed: bool) -> None:
        """An exception was caught: what the body had opened is being replaced, and a new turn is a new attempt.

        ``failed``: no statement of the program raised it, but a call that may be what the attempt was made for.
        """
        self.abandon(state, before.heap, failed=failed)
        self.excuse(state, before)
        for key, connection in state.connections():
            if key not in before.heap and not connection.in_handler:
                state.update_connection(key, in_handler=True)
        loops = {loop for frame in self.stack for loop, _ in frame.loops}
        earlier = {connection.opening.site for _, connection in before.connections()}
        state.openings = frozenset(
            each
            for each in state.openings
            if not (isinstance(each, InTurn) and each.loop in loops)
            and not (isinstance(each, InCall) and each not in before.openings and each.site not in earlier)
        )

    def leave_handler(self, state: State, *, goes_on: bool = False) -> None:
        for key, connection in state.connections():
            if connection.in_handler:
                state.update_connection(key, in_handler=False, given_up=goes_on)

    def is_for_sdk(self, handler: ast.ExceptHandler, state: State) -> bool:
        """Report whether a handler catches exceptions of the SDK alone."""
        kinds = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
        packages = [self.origin(each, state).partition(".")[0] for each in kinds if each is not None]
        return bool(packages) and SDK_PACKAGES.issuperset(packages)

    def catches(self, handler: ast.ExceptHandler, exception: Value | None) -> bool | None:
        """Report whether a handler catches an exception (None: it may).

        One that is only possible is caught by all but those that ask whether a name or an attribute is there.
        """
        if handler.type is None or exception is None:
            return handler.type is None or not only_asks(handler.type)
        kinds = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
        names = [
            each.id if isinstance(each, ast.Name) else each.attr if isinstance(each, ast.Attribute) else ""
            for each in kinds
        ]
        thrown = exception.name if isinstance(exception, Builtin) else ""
        if isinstance(exception, Symbol) and exception.key[0] == "exception" and isinstance(exception.key[1], str):
            thrown = exception.key[1]
        cls = getattr(builtins, thrown, None)
        if not isinstance(cls, type):
            return True if {"Exception", "BaseException"} & set(names) else None
        for name in names:
            wanted = getattr(builtins, name, None)
            if isinstance(wanted, type) and issubclass(cls, wanted):
                return True
        return False


def kinds_of(handler: ast.ExceptHandler) -> list[str]:
    """Return what a handler catches, as it is written."""
    if handler.type is None:
        return ["BaseException"]
    return [
        ast.unparse(each) for each in (handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type])
    ]


def is_past(raised: Raised, handler: ast.ExceptHandler) -> bool:
    """Report whether a handler inside this one would have caught whatever this one catches."""
    return bool(raised.past) and all(
        any(is_subclass(kind, other) for other in raised.past) for kind in kinds_of(handler)
    )


def is_subclass(name: str, other: str) -> bool:
    """Report whether two names are those of one exception, or of a builtin one and a kind of it."""
    cls, wanted = getattr(builtins, name, None), getattr(builtins, other, None)
    return name == other or (isinstance(cls, type) and isinstance(wanted, type) and issubclass(cls, wanted))


def only_asks(caught: ast.expr) -> bool:
    """Report whether only the errors are caught that a missing name or attribute raises."""
    kinds = caught.elts if isinstance(caught, ast.Tuple) else [caught]
    return all(isinstance(each, ast.Name) and each.id in MISSING_NAMES for each in kinds)


def catches_all(handler: ast.ExceptHandler) -> bool:
    """Report whether no error gets past a handler."""
    return handler.type is None or getattr(handler.type, "id", "") in ("Exception", "BaseException")
