"""Exceptions: how they are raised, caught, and passed on."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Callable
from dataclasses import replace

from flake8_cb.flow.domain.earlier import InCall, InTurn
from flake8_cb.flow.domain.natures import exception_of
from flake8_cb.flow.domain.state import State
from flake8_cb.flow.domain.values import Symbol, Tuple, Value, is_none, qualified_name, symbol
from flake8_cb.flow.language.assignments import Assignments
from flake8_cb.flow.machine.frames import Catching, Exits, Handling, Raised
from flake8_cb.sdk.packages import SDK_PACKAGES
from flake8_cb.sdk.reader import StubModule

#: What a name or an attribute that is not there raises, and a call of the SDK does not.
MISSING_NAMES = frozenset({"AttributeError", "NameError", "UnboundLocalError"})

#: Exceptions that end what runs or waits, by their names or the last part of these: the others are errors of a call.
INTERRUPTING = frozenset(
    {
        "BaseException", "BaseExceptionGroup", "Cancelled", "CancelledError", "GeneratorExit", "GreenletExit",
        "KeyboardInterrupt", "SystemExit", "TimeoutError", "eventlet.Timeout", "gevent.Timeout",
    }
)  # fmt: skip


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
            for state in states:  # what the code that failed has held is gone
                self.collect(state, *([kind.exception] if kind.exception is not None else []))
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
        others = not all(self.is_for_sdk(each, before) for each in node.handlers)
        interrupts = not all(is_subclass(kind, "Exception") for each in node.handlers for kind in kinds_of(each))
        with self.observing() as used, self.leaving_by(inner, Catching(others, interrupts)):
            ended = self.execute(node.body, [state])
        failed = frozenset(each.connection for each in used)
        found = self.execute(node.orelse, ended)
        raised = self.fewer(inner.raised)
        for handler in node.handlers:
            caught: dict[Value | None, list[State]] = {}
            passed: list[Raised] = []
            of_sdk = any(each.foreign for each in raised) and self.is_for_sdk(handler, before)
            for each in raised:
                if (each.foreign and of_sdk) or is_past(each, handler):
                    passed.append(each)
                    continue
                catches = self.catches(handler, each.exception, each.state)
                if catches is not False:
                    is_possible = catches is None or each.exception is None  # or perhaps nothing is raised
                    entering = each.state.copy() if is_possible else each.state
                    self.enter_handler(entering, before, failed=each.exception is None)
                    caught.setdefault(each.exception, []).append(entering)
                if catches is not True or (each.exception is None and not catches_all(handler)):
                    passed.append(replace(each, past=each.past.union(kinds_of(handler))))
            raised = passed
            for exception, states in caught.items():
                found += self.run_handler(handler, exception, self.thin(states), failed)
        for each in raised:
            if self.caught:
                outer.raised.append(each)
            elif each.exception is not None:
                self.finish(each.state)
        return found

    def run_handler(
        self, handler: ast.ExceptHandler, exception: Value | None, states: list[State], failed: frozenset[Value]
    ) -> list[State]:
        """Run a handler; return the states in which the code goes on behind it."""
        found: list[State] = []
        for state in states:
            if handler.name:
                name: Value = Symbol("exception", handler)
                if exception is not None and state.record(exception) is not None:
                    name = exception  # an object of the program's own class
                else:
                    state.facts[name], state.facts[is_none(name)] = True, False
                state.put(self.scope_of(handler.name, state), handler.name, name)
            state.dirty = True
            self.collect(state, *([exception] if exception is not None else []))
            returned = len(self.exits.returned)
            with self.handled_by(Handling(self.frame.depth, failed, exception)):
                after = self.execute(handler.body, [state])
            for each, _ in self.exits.returned[returned:]:
                self.leave_handler(each)
            for each in after:
                self.leave_handler(each, goes_on=True)
                if handler.name:
                    each.drop(self.scope_of(handler.name, each), handler.name)
            found += after
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

    def catches(self, handler: ast.ExceptHandler, exception: Value | None, state: State) -> bool | None:
        """Report whether a handler catches an exception (None: it may).

        One that is only possible is caught by all but those that ask whether a name or an attribute is there.
        """
        if handler.type is None or exception is None:
            return handler.type is None or not only_asks(handler.type)
        kinds = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
        wanted: list[Value | None] = []
        for kind in kinds:
            value = self.named_class(kind, state)
            wanted += value.items if isinstance(value, Tuple) else [value]
        return self.is_one_of(exception, wanted, state)

    def named_class(self, node: ast.expr, state: State) -> Value | None:
        """Return what a dotted name stands for without evaluating it: that is done where something was raised alone."""
        if isinstance(node, ast.Name):
            return self.look_up(node.id, state)
        base = self.named_class(node.value, state) if isinstance(node, ast.Attribute) else None
        if base is None or not isinstance(node, ast.Attribute):
            return None
        if (record := state.record(base)) is not None:
            return record.slots.get(node.attr)
        if isinstance(base, StubModule):
            return next((value for _, value in self.attribute(base, node.attr, node, state)), None)
        return symbol(node, "attribute", base, node.attr) if isinstance(base, Symbol) else None

    def is_one_of(self, exception: Value, wanted: list[Value | None], state: State) -> bool | None:
        """Report whether an exception is of one of some classes, None where that is not known."""
        record = state.record(exception)
        cls = exception if record is None or record.kind == "class" else record.cls
        order = self.mro(state, cls) if cls is not None and state.record(cls) is not None else [exception]
        found = [None if each is None or is_several(each) else self.is_kind(order, each, state) for each in wanted]
        return True if True in found else None if None in found else False

    def is_kind(self, order: list[Value], wanted: Value, state: State) -> bool | None:
        """Report whether a class with these ancestors, itself the first, is one of a kind, None where it may be."""
        if wanted in order or named_alike(order, wanted):
            return True
        builtin = [found for each in order if (found := exception_of(each)) is not None]
        others = [each for each in order if state.record(each) is None and exception_of(each) is None]
        if (asked := exception_of(wanted)) is not None:
            if any(issubclass(each, asked) for each in builtin):
                return True
            return (asked in (Exception, BaseException) or None) if others else False
        if state.record(wanted) is not None:  # no class of a library derives from one of the program's own
            return None if others == order and not qualified_name(order[0]) else False
        return None if others else False


def is_several(value: Value) -> bool:
    """Report whether something of another module may be a collection of classes, as a name in capitals tells."""
    return isinstance(value, Symbol) and (not value.name or value.name.rpartition(".")[2].isupper())


def named_alike(order: list[Value], wanted: Value) -> bool:
    """Report whether one of some classes, or objects, of libraries has the name of another one."""
    name = qualified_name(wanted)
    return bool(name) and any(isinstance(each, Symbol) and qualified_name(each) == name for each in order)


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
    if other == "Exception":
        return INTERRUPTING.isdisjoint({name, name.rpartition(".")[2]})
    cls, wanted = getattr(builtins, name, None), getattr(builtins, other, None)
    return name == other or (isinstance(cls, type) and isinstance(wanted, type) and issubclass(cls, wanted))


def only_asks(caught: ast.expr) -> bool:
    """Report whether only the errors are caught that a missing name or attribute raises."""
    kinds = caught.elts if isinstance(caught, ast.Tuple) else [caught]
    return all(isinstance(each, ast.Name) and each.id in MISSING_NAMES for each in kinds)


def catches_all(handler: ast.ExceptHandler) -> bool:
    """Report whether no error gets past a handler."""
    return handler.type is None or getattr(handler.type, "id", "") in ("Exception", "BaseException")
