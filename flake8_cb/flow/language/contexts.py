"""Context managers: how a block is entered, and left on every way out."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import replace
from typing import cast

from flake8_cb.flow.domain.harmless import is_of_python, place_of_expected
from flake8_cb.flow.domain.state import State
from flake8_cb.flow.domain.typestate import Pending
from flake8_cb.flow.domain.values import (
    NONE,
    Bound,
    Const,
    Function,
    Symbol,
    Tuple,
    Value,
    is_none,
    qualified_name,
    symbol,
)
from flake8_cb.flow.effects.locks import may_be_lock
from flake8_cb.flow.language.handlers import Handlers
from flake8_cb.flow.machine.frames import Arguments, Catching, Exits, Raised, Results
from flake8_cb.flow.modules import Module
from flake8_cb.flow.names.endings import called_as
from flake8_cb.sdk.endings import EXPECTING, RETRYING
from flake8_cb.sdk.reader import StubFunction
from flake8_cb.trees import walk


class Contexts(Handlers):
    """Executes with statements."""

    def execute_With(self, node: ast.With | ast.AsyncWith, state: State) -> list[State]:
        return self.enter(node.items, node.body, state)

    execute_AsyncWith = execute_With

    def enter(self, items: list[ast.withitem], body: list[ast.stmt], state: State) -> list[State]:
        if not items:
            return self.execute(body, [state])
        first, rest = items[0], items[1:]
        found: list[State] = []
        for before, manager in self.evaluate(first.context_expr, state):
            with self.holding([manager]):
                found += self.manage(manager, first, lambda each: self.enter(rest, body, each), before)
        return found

    def manage(
        self, manager: Value, item: ast.withitem, body: Callable[[State], list[State]], state: State
    ) -> list[State]:
        """Enter a context manager, run ``body`` in it, and leave it on every way out."""
        node = item.context_expr
        record = state.record(manager)
        if record is not None and record.kind == "context":
            return self.manage_generator(manager, item, body, state)
        if record is not None and record.kind == "holder" and item.optional_vars is not None:
            self.note_misuse(node, "pipeline()", "bound")
        name = qualified_name(manager) if record is None else ""
        if name.endswith("contextlib.suppress"):
            return self.manage_suppress(self.bound_in(item, manager, body), state, given_to(manager))
        if expects_error(manager, self.frame.module):
            with self.expected():
                return self.manage_suppress(self.bound_in(item, manager, body), state)
        if is_attempt(manager):
            self.exits.broke += self.manage_attempt(self.bound_in(item, manager, body), state)
            return []
        found: list[State] = []
        for before, value in self.enter_value(manager, node, state):
            with self.holding([value]):
                states = self.assign(item.optional_vars, value, before) if item.optional_vars else [before]
                outer = self.exits
                inner = Exits()
                with self.leaving_by(inner, Catching() if self.may_swallow(manager, before) else None):
                    ended = [after for each in states for after in body(each)]

                def leave(going: list[State]) -> list[State]:
                    return [after for each in going for after in self.leave(manager, node, each)]

                found += leave(self.thin(ended))
                for after, result in inner.returned:
                    with self.holding([result]):
                        outer.returned += [(each, result) for each in leave([after])]
                outer.broke += leave(self.thin(inner.broke))
                outer.continued += leave(self.thin(inner.continued))
                found += self.leave_by_error(manager, node, inner.raised)
        for each in found:
            each.dirty = True  # the manager itself is let go
        return found

    def bound_in(
        self, item: ast.withitem, manager: Value, body: Callable[[State], list[State]]
    ) -> Callable[[State], list[State]]:
        """Return a block before which its manager is bound to the name that it is entered as."""
        target, node = item.optional_vars, item.context_expr
        if target is None:
            return body
        value = symbol(node, "entered", manager, node, *self.here())
        return lambda state: [after for each in self.assign(target, value, state) for after in body(each)]

    def enter_value(self, manager: Value, node: ast.AST, state: State) -> list[tuple[State, Value]]:
        record = state.record(manager)
        if may_be_lock(manager):
            state.hold(manager)
        if record is None or record.cls is None:
            return [(state, symbol(node, "entered", manager, node, *self.here()))]
        if record.kind == "exit stack":
            return [(state, manager)]
        if record.kind == "closing":
            return [(state, record.slots["thing"])]
        if record.kind == "holder":
            root = state.root(manager)
            if any(each.what == "pipeline" and each.owner == root for each in state.pending.values()):
                self.note_misuse(node, "pipeline()", "nested")
            state.pending[manager] = Pending(frozenset(), "pipeline", self.spot(node), owner=root)
            return [(state, NONE)]
        for name in ("__enter__", "__aenter__"):
            found, _, _ = self.find(state, self.mro(state, record.cls), name)
            if isinstance(found, (Function, StubFunction)):
                if not is_of_python(record.cls):
                    self.may_raise(state)
                return self.call(Bound(found, manager), Arguments(), node, state, awaited=True)
        return [(state, symbol(node, "entered", manager, node, *self.here()))]

    def may_swallow(self, manager: Value, state: State) -> bool:
        """Report whether the ``__exit__`` of the linted code may end an exception by what it returns."""
        for name in ("__exit__", "__aexit__"):
            found = self.method(state, manager, name)
            if isinstance(found, Bound) and isinstance(found.function, Function):
                returns = [each.value for each in walk(found.function.node) if isinstance(each, ast.Return)]
                return any(
                    each is not None and not (isinstance(each, ast.Constant) and not each.value) for each in returns
                )
        return False

    def leave_by_error(self, manager: Value, node: ast.AST, raised: list[Raised]) -> list[State]:
        """Leave a manager while an exception is under way; return the paths on which it ends the exception."""
        swallowed: list[State] = []
        for each in self.fewer(raised):
            for after, answer in self.exit_value(manager, node, each.state, error=True):
                if self.truth(answer, after) is True:
                    swallowed.append(after)
                elif self.caught:
                    self.exits.raised.append(replace(each, state=after))
                else:
                    self.finish(after)
        return swallowed

    def leave(self, manager: Value, node: ast.AST, state: State) -> list[State]:
        return [after for after, _ in self.exit_value(manager, node, state)]

    def exit_value(self, manager: Value, node: ast.AST, state: State, *, error: bool = False) -> Results:
        """Leave a manager, by an exception or not; return what its ``__exit__`` answers."""
        record = state.record(manager)
        if may_be_lock(manager):
            state.release(manager)
        if record is None:
            return [(state, NONE)]
        if record.kind == "holder":
            held = state.pending.pop(manager, None)
            if held is not None and held.connections:
                self.block(state, manager, node, "the end of the pipeline")
            return [(state, NONE)]
        if record.kind == "closing":
            how = record.slots.get("how")
            if not isinstance(how, Const):
                return [(state, NONE)]
            return [(after, NONE) for after in self.call_named(record.slots["thing"], str(how.value), node, state)]
        if record.kind == "exit stack":
            return [(after, NONE) for after in self.unwind(manager, node, state)]
        if record.cls is None:
            return [(state, NONE)]
        for name in ("__exit__", "__aexit__"):
            found, _, _ = self.find(state, self.mro(state, record.cls), name)
            if isinstance(found, (Function, StubFunction)):
                told = Arguments((NONE, NONE, NONE))
                if error:
                    parts = [Symbol("exception", part, node) for part in ("type", "value", "trace")]
                    state.facts.update(dict.fromkeys(parts, True))
                    state.facts.update((is_none(part), False) for part in parts)
                    told = Arguments(tuple(parts))
                given = told if isinstance(found, Function) else Arguments()
                return self.call(Bound(found, manager), given, node, state, awaited=True)
        return [(state, NONE)]

    def call_named(self, value: Value, name: str, node: ast.AST, state: State) -> list[State]:
        found = []
        for after, method in self.attribute(value, name, node, state):
            found += [each for each, _ in self.call(method, Arguments(), node, after, awaited=True)]
        return found

    def enter_for_stack(self, manager: Value, node: ast.AST, state: State) -> list[tuple[State, Value, Value | None]]:
        record = state.record(manager)
        if record is not None and record.kind == "context":
            entered: list[tuple[State, Value, Value | None]] = []
            frame, known = self.frame, set(state.pending)

            def take(after: State, value: Value) -> list[State]:
                self.hand_over_yielded(after, self.frame, value, frame)
                started = [key for key in after.pending if key not in known]
                entered.append((after, value, Bound("left", Tuple((value, *started)))))
                return []

            self.consume(manager, take, node, state)
            return entered
        leave = Bound("leave", manager)
        return [(after, value, leave) for after, value in self.enter_value(manager, node, state)]

    def unwind(self, stack: Value, node: ast.AST, state: State) -> list[State]:
        """Leave an ``ExitStack``: its callbacks run from the last to the first."""
        states = [state]
        while states and (slots := states[0].heap[stack].slots):
            last = max(slots, key=lambda name: int(name) if isinstance(name, int) else -1)
            following = []
            for each in states:
                callback = each.heap[stack].slots.get(last)
                if callback is None:
                    following.append(each)
                    continue
                each.drop(stack, last)
                with self.holding([callback]):
                    following += [after for after, _ in self.call(callback, Arguments(), node, each, awaited=True)]
            states = self.thin(following)
        return states

    def manage_suppress(
        self, body: Callable[[State], list[State]], state: State, kinds: tuple[Value, ...] = ()
    ) -> list[State]:
        ended, caught = self.without_errors(body, state, kinds)
        return self.thin([*ended, *caught])

    def manage_attempt(self, body: Callable[[State], list[State]], state: State) -> list[State]:
        """One of the attempts that a library makes: where it fails there is another one; return where it succeeds."""
        ended, caught = self.without_errors(body, state)
        self.exits.continued += caught
        return ended

    def without_errors(
        self, body: Callable[[State], list[State]], state: State, kinds: tuple[Value, ...] = ()
    ) -> tuple[list[State], list[State]]:
        """Run a block whose errors are swallowed; return the paths that came to its end, and those that failed.

        Errors that are of none of the ``kinds``, if any are told, are not swallowed.
        """
        before = state.copy()
        inner = Exits(self.exits.returned, self.exits.broke, self.exits.continued)
        with self.leaving_by(inner, Catching()):
            ended = body(state)
        caught: list[State] = []
        for each in inner.raised:
            if kinds and each.exception is not None and self.is_one_of(each.exception, [*kinds], each.state) is False:
                self.throw(each.state, each.exception)
                continue
            self.enter_handler(each.state, before, failed=each.exception is None)
            caught.append(each.state)
        return ended, caught

    def manage_generator(
        self, manager: Value, item: ast.withitem, body: Callable[[State], list[State]], state: State
    ) -> list[State]:
        """A context manager written as a generator: the block runs where the generator yields.

        The way on which the block is left is parked in the state while the rest of the generator runs.
        """
        frame = self.frame
        outer = self.exits
        depth = len(state.parked)

        def take(before: State, value: Value) -> list[State]:
            generator = self.frame
            self.hand_over_yielded(before, generator, value, frame)
            inner = Exits(raised=self.exits.raised)
            with self.leaving_by(inner), self.pushed(frame), self.holding([value]):
                states = self.assign(item.optional_vars, value, before) if item.optional_vars else [before]
                ended = [after for each in states for after in body(each)]
            resumed = [parked(after, "ended", None) for after in ended]
            resumed += [parked(after, "returned", result) for after, result in inner.returned]
            resumed += [parked(after, "broke", None) for after in inner.broke]
            resumed += [parked(after, "continued", None) for after in inner.continued]
            return resumed

        ended = self.consume(manager, take, item.context_expr, state)
        found: list[State] = []
        for after in ended or ():
            if len(after.parked) <= depth:
                continue
            way, result = after.parked[-1]
            after.parked = after.parked[:-1]
            if way == "ended":
                found.append(after)
            elif way == "returned":
                outer.returned.append((after, result if result is not None else NONE))
            elif way == "broke":
                outer.broke.append(after)
            else:
                outer.continued.append(after)
        return found


def parked(state: State, way: str, value: Value | None) -> State:
    state.parked = (*state.parked, (way, value))
    return state


def given_to(manager: Value) -> tuple[Value, ...]:
    """Return what the call that made an unknown object was given by position."""
    parts = manager.key if isinstance(manager, Symbol) else ()
    return next((each.positional for each in parts if isinstance(each, Arguments)), ())


def expects_error(manager: Value, module: Module) -> bool:
    """Report whether a test in that module says that the block of the manager raises."""
    if isinstance(manager, Symbol) and manager.key[0] == "parameter":  # one of the values that a test is given in turn
        return asks_for_errors(cast("ast.AST", manager.key[1]), module)
    function = manager.key[1] if isinstance(manager, Symbol) and manager.key[0] == "call" else None
    return isinstance(function, Symbol) and place_of_expected(function) is not None


def asks_for_errors(definition: ast.AST, module: Module) -> bool:
    """Report whether a decorator of a test in that module speaks of errors that it asks for."""
    decorators = definition.decorator_list if isinstance(definition, (ast.FunctionDef, ast.AsyncFunctionDef)) else []
    calls = (node for each in decorators for node in walk(each) if isinstance(node, ast.Call))
    return any(".".join(called_as(each, module.imported)) in EXPECTING for each in calls)


def is_attempt(manager: Value) -> bool:
    """Report whether a loop that ends with the first attempt that succeeds has given the manager."""
    items = manager.key[1] if isinstance(manager, Symbol) and manager.key[0] == "item" else None
    return isinstance(items, Symbol) and qualified_name(items) in RETRYING
