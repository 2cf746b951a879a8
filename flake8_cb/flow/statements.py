"""Statements: how each kind of statement takes the states of the paths that reach it to those that leave it."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Callable
from typing import cast

from flake8_cb.flow.builtins import LOGGING_METHODS, leaves_or_logs
from flake8_cb.flow.expressions import MOST_TURNS, Expressions
from flake8_cb.flow.machine import MANY_STATES, MOST_STATES, Arguments, Exits, Frame, Raised
from flake8_cb.flow.objects import is_none
from flake8_cb.flow.scopes import bound_by, names_of
from flake8_cb.flow.state import Connection, Opening, Pending, Record, State, is_link
from flake8_cb.flow.target import Target
from flake8_cb.flow.values import (
    FALSE,
    NONE,
    TRUE,
    Bound,
    Builtin,
    Const,
    Descriptor,
    Function,
    FunctionNode,
    Obj,
    Symbol,
    Tuple,
    Value,
    qualified_name,
    symbol,
)
from flake8_cb.sdk.reader import StubClass, StubFunction, StubModule

#: Decorators that make a function run once for equal arguments, or hand out one result; by the last part of the name.
CACHING = ("cache", "memo", "singleton", "once", "fixture", "lru")

#: Decorators that run a generator as a coroutine, by the last part of the name.
DRIVERS = frozenset({"inlineCallbacks", "coroutine"})

#: Decorators that write the ``__init__`` of a class from its fields.
FIELD_DECORATORS = ("dataclasses.dataclass", "attr.s", "attr.attrs", "attrs.define", "attr.define", "attrs.frozen")

#: Decorators of Python's own that leave a function as it is.
_DESCRIPTORS = frozenset({"property", "classmethod", "staticmethod"})

#: The exceptions that ``except Exception`` does not catch.
_NO_EXCEPTIONS = frozenset({"SystemExit", "KeyboardInterrupt", "GeneratorExit", "BaseException"})


class Statements(Expressions):
    """Executes statements."""

    def execute(self, body: list[ast.stmt], states: list[State]) -> list[State]:
        """Execute the statements one after the other; other ways out are added to `Machine.exits`."""
        for statement in body:
            if not states:
                return []
            if not (self.frame.forced or self.relevance.is_relevant(statement)):
                for state in states:
                    self.pass_over(statement, state)
                continue
            method: Callable[[ast.stmt, State], list[State]] | None = getattr(
                self, f"execute_{type(statement).__name__}", None
            )
            if method is None:
                continue
            following: list[State] = []
            for state in states:
                self.step()
                following += method(statement, state)
            for state in following:
                self.collect(state)
            states = self.thin(following) if len(following) > 1 else following
        return states

    def pass_over(self, statement: ast.stmt, state: State) -> None:
        """A statement that cannot concern a connection: what it binds is not known after it."""
        for name in bound_by(statement):
            state.put(self.scope_of(name, state), name, Symbol("passed over", statement, name, *self.here()))
        if self.catching and self.may_fail(statement, state):
            self.may_raise(state)

    def may_fail(self, statement: ast.stmt, state: State) -> bool:
        """Report whether a statement holds a call that may raise what a handler for errors is there for."""
        for each in ast.walk(statement):
            if isinstance(each, ast.Call):
                if isinstance(each.func, ast.Name):
                    callee = self.look_up(each.func.id, state)
                    if callee is None or not leaves_or_logs(callee):
                        return True
                elif not isinstance(each.func, ast.Attribute) or each.func.attr not in LOGGING_METHODS | {"sleep"}:
                    return True
        return False

    # the number of states

    def thin(self, states: list[State]) -> list[State]:
        """Bring equal states together; where there are many, also those that agree about all connections."""
        if len(states) < 2:
            return states
        found: list[State] = []
        for state in states:
            for known in found:
                if known == state:
                    known.facts = {key: truth for key, truth in known.facts.items() if state.facts.get(key) is truth}
                    break
            else:
                found.append(state)
        if len(found) > MANY_STATES:
            found = self.join_alike(found)
        return found[:MOST_STATES]

    def join_alike(self, states: list[State]) -> list[State]:
        """Join the states that differ only in values without a connection; these become unknown."""
        groups: dict[object, State] = {}
        for state in states:
            known = groups.setdefault(essence(state), state)
            if known is not state:
                join(known, state)
        return list(groups.values())

    # simple statements

    def execute_Expr(self, node: ast.Expr, state: State) -> list[State]:
        found = []
        for after, value in self.evaluate(node.value, state):
            after.dirty |= is_link(value, None)
            found.append(after)
        return found

    def execute_Assign(self, node: ast.Assign, state: State) -> list[State]:
        found = []
        for after, value in self.evaluate(node.value, state):
            states = [after]
            with self.holding([value]):
                for target in node.targets:
                    states = [each for before in states for each in self.assign(target, value, before)]
            found += states
        return found

    def execute_AnnAssign(self, node: ast.AnnAssign, state: State) -> list[State]:
        if node.value is None:
            return [state]
        found = []
        for after, value in self.evaluate(node.value, state):
            if isinstance(value, Symbol) and after.record(value) is None:
                self.type_symbol(value, node.annotation, node, after)
            with self.holding([value]):
                found += self.assign(node.target, value, after)
        return found

    def execute_AugAssign(self, node: ast.AugAssign, state: State) -> list[State]:
        load: ast.expr = node.target
        found = []
        binary = ast.copy_location(ast.BinOp(load, node.op, node.value), node)
        for after, value in self.evaluate(load, state):
            for ready, more in self.evaluate(node.value, after):
                record = ready.record(value)
                if record is not None and record.kind == "list" and isinstance(node.op, ast.Add):
                    items = self.items(more, ready)
                    if items is None:
                        ready.edit(value).exact = False
                    for item in items or ():
                        ready.put(value, len(ready.heap[value].slots), item)
                        self.pool(ready, value, item)
                    found.append(ready)
                    continue
                with self.holding([value, more]):
                    found += self.assign(node.target, self.combine(binary, value, more, ready), ready)
        return found

    def execute_Delete(self, node: ast.Delete, state: State) -> list[State]:
        states = [state]
        for target in node.targets:
            states = [after for before in states for after in self.delete(target, before)]
        return states

    def delete(self, target: ast.expr, state: State) -> list[State]:
        if isinstance(target, ast.Name):
            scope = self.scope_of(target.id, state)
            if target.id in state.heap[scope].slots:
                state.drop(scope, target.id)
            return [state]
        if isinstance(target, ast.Attribute):
            found = []
            for after, value in self.evaluate(target.value, state):
                if after.record(value) is not None:
                    after.drop(value, target.attr)
                found.append(after)
            return found
        if isinstance(target, ast.Subscript):
            found = []
            for after, values in self.evaluate_all([target.value, target.slice], state):
                record = after.record(values[0])
                if record is not None and record.kind == "dict" and values[1] in record.slots:
                    after.drop(values[0], values[1])
                elif record is not None and record.kind in ("list", "dict"):
                    after.edit(values[0]).exact = False
                found.append(after)
            return found
        if isinstance(target, (ast.Tuple, ast.List)):
            states = [state]
            for each in target.elts:
                states = [after for before in states for after in self.delete(each, before)]
            return states
        return [state]

    def execute_Assert(self, node: ast.Assert, state: State) -> list[State]:
        return [after for after, truth in self.branch(node.test, state) if truth]

    def assign(self, target: ast.expr, value: Value, state: State) -> list[State]:
        """Bind a target to a value."""
        if isinstance(target, ast.Name):
            state.put(self.scope_of(target.id, state), target.id, value)
            return [state]
        if isinstance(target, ast.Attribute):
            found = []
            with self.holding([value]):
                for after, owner in self.evaluate(target.value, state):
                    found += self.set_attribute(owner, target.attr, value, target, after)
            return found
        if isinstance(target, ast.Subscript):
            found = []
            with self.holding([value]):
                for after, (owner, key) in (
                    (each, values) for each, values in self.evaluate_all([target.value, target.slice], state)
                ):
                    found += self.set_item(target, owner, key, value, after)
            return found
        if isinstance(target, ast.Starred):
            return self.assign(target.value, value, state)
        if isinstance(target, (ast.Tuple, ast.List)):
            return self.unpack(target, value, state)
        return [state]

    def set_item(self, target: ast.Subscript, owner: Value, key: Value, value: Value, state: State) -> list[State]:
        record = state.record(owner)
        if record is not None and record.kind == "dict":
            state.edit(owner).grown |= bool(self.frame.loops) or not isinstance(key, Const)
            state.put(owner, key, value)
            self.pool(state, owner, value)
        elif record is not None and record.kind == "list":
            place = key.value if isinstance(key, Const) and isinstance(key.value, int) else None
            keys = list(record.slots)
            if place is not None and -len(keys) <= place < len(keys):
                state.put(owner, keys[place], value)
            else:
                state.edit(owner).exact = False
                state.put(owner, symbol(target, "place", key), value)
            self.pool(state, owner, value)
        elif record is not None and record.cls is not None:
            found, _, _ = self.find(state, self.mro(state, record.cls), "__setitem__")
            if isinstance(found, (Function, StubFunction)):
                return [after for after, _ in self.call(Bound(found, owner), Arguments((key, value)), target, state)]
            self.keep_outside(state, [value])
        else:
            self.keep_outside(state, [value])
        return [state]

    def unpack(self, target: ast.Tuple | ast.List, value: Value, state: State) -> list[State]:
        items = self.items(value, state)
        count = len(target.elts)
        star = next((place for place, each in enumerate(target.elts) if isinstance(each, ast.Starred)), None)
        if items is not None and star is None and len(items) == count:
            values = items
        elif items is not None and star is not None and len(items) >= count - 1:
            end = len(items) - (count - 1 - star)
            middle = self.container(state, "list", enumerate(items[star:end]), target)
            values = [*items[:star], middle, *items[end:]]
        else:
            values = [symbol(target, "item", value, Const.of(place)) for place in range(count)]
        states = [state]
        for each, item in zip(target.elts, values, strict=True):
            states = [after for before in states for after in self.assign(each, item, before)]
        return states

    # leaving a block

    def execute_Return(self, node: ast.Return, state: State) -> list[State]:
        if node.value is None:
            self.exits.returned.append((state, NONE))
        else:
            self.exits.returned += self.evaluate(node.value, state)
        return []

    def execute_Break(self, node: ast.Break, state: State) -> list[State]:
        self.exits.broke.append(state)
        return []

    def execute_Continue(self, node: ast.Continue, state: State) -> list[State]:
        self.exits.continued.append(state)
        return []

    def execute_Raise(self, node: ast.Raise, state: State) -> list[State]:
        if node.exc is None:
            self.throw(state, Symbol("raised again"))
            return []
        for after, value in self.evaluate(node.exc, state):
            self.throw(after, value)
        return []

    # branches

    def execute_If(self, node: ast.If, state: State) -> list[State]:
        found: list[State] = []
        statement: ast.stmt = node
        waiting = [state]
        # A chain of elif is nested in the tree: it is taken without recursion.
        while isinstance(statement, ast.If):
            held: list[State] = []
            failed: list[State] = []
            for each in waiting:
                for after, truth in self.branch(statement.test, each):
                    (held if truth else failed).append(after)
            self.step()
            found += self.execute(statement.body, self.thin(held))
            waiting = self.thin(failed)
            if len(statement.orelse) == 1 and isinstance(statement.orelse[0], ast.If):
                statement = statement.orelse[0]
            else:
                return found + self.execute(statement.orelse, waiting)
        return found

    def execute_Match(self, node: ast.Match, state: State) -> list[State]:
        found: list[State] = []
        for before, subject in self.evaluate(node.subject, state):
            waiting = [before]
            for case in node.cases:
                taken: list[State] = []
                passed: list[State] = []
                for each in waiting:
                    outcome = self.matches(case.pattern, subject, each)
                    if outcome is not True:
                        other = each.copy()
                        if isinstance(outcome, Symbol):
                            other.facts[outcome] = False
                        passed.append(other)
                    if outcome is False:
                        continue
                    if isinstance(outcome, Symbol):
                        each.facts[outcome] = True
                    self.bind_pattern(case.pattern, subject, each)
                    if case.guard is None:
                        taken.append(each)
                    else:
                        for after, truth in self.branch(case.guard, each):
                            (taken if truth else passed).append(after)
                found += self.execute(case.body, self.thin(taken))
                waiting = self.thin(passed)
            found += waiting
        return found

    def matches(self, pattern: ast.pattern, subject: Value, state: State) -> bool | Symbol | None:
        """Report whether a pattern matches: a known outcome, the condition that decides it, or None."""
        if isinstance(pattern, ast.MatchAs):
            return True if pattern.pattern is None else self.matches(pattern.pattern, subject, state)
        if isinstance(pattern, ast.MatchOr):
            outcomes = [self.matches(each, subject, state) for each in pattern.patterns]
            return True if True in outcomes else False if all(each is False for each in outcomes) else None
        if isinstance(pattern, (ast.MatchValue, ast.MatchSingleton)):
            value: Value
            if isinstance(pattern, ast.MatchSingleton):
                value = Const.of(pattern.value)
            elif isinstance(pattern.value, ast.Constant):
                value = Const.of(pattern.value.value)
            else:
                value = Symbol("pattern", ast.dump(pattern.value))
            if value == NONE:
                known = self.known_none(subject, state)
                return is_none(subject) if known is None else known
            same = self.equal(subject, value, state)
            condition = symbol(pattern, "equal", subject, value)
            return state.facts.get(condition, condition) if same is None else same
        return None

    def bind_pattern(self, pattern: ast.pattern, subject: Value, state: State) -> None:
        for each in ast.walk(pattern):
            name = each.name if isinstance(each, (ast.MatchAs, ast.MatchStar)) else getattr(each, "rest", None)
            if name:
                whole = each is pattern or (isinstance(pattern, ast.MatchAs) and each is pattern)
                value = subject if whole else symbol(each, "captured", subject, each)
                state.put(self.scope_of(name, state), name, value)

    # loops

    def execute_For(self, node: ast.For | ast.AsyncFor, state: State) -> list[State]:
        outer = self.exits
        inner = Exits(raised=outer.raised)

        def body(before: State) -> list[State]:
            # The loop may stand in the middle of a generator whose values it takes: its ways out are its own.
            inner.continued = []
            with self.leaving_by(inner):
                ended = self.execute(node.body, [before])
            return ended + inner.continued

        ended: list[State] = []
        for before, iterable in self.evaluate(node.iter, state):
            ended += self.loop_over(iterable, node.target, body, node, before)
        outer.returned += inner.returned
        found = self.execute(node.orelse, ended) if node.orelse else ended
        for each in inner.broke:
            self.forget_turns(each, node)
        return found + inner.broke

    execute_AsyncFor = execute_For

    def execute_While(self, node: ast.While, state: State) -> list[State]:
        outer = self.exits
        inner = Exits(raised=outer.raised)
        heads = [state]
        seen: list[State] = []
        left: list[State] = []
        frame = self.frame
        entry = state.copy()
        with self.leaving_by(inner):
            for turn in range(MOST_TURNS + 1):
                self.step()
                last = turn == MOST_TURNS
                frame.loops.append((node, turn))
                entering: list[State] = []
                for head in heads:
                    if last:
                        self.widen(head, entry, node)
                    for after, truth in self.branch(node.test, head):
                        (entering if truth else left).append(after)
                if last or not entering:
                    frame.loops.pop()
                    break
                inner.continued = []
                heads = self.execute(node.body, self.thin(entering)) + inner.continued
                frame.loops.pop()
                heads = self.thin([head for head in heads if not any(head == other for other in seen)])
                seen += [head.copy() for head in heads]
                if not heads:
                    break
        outer.returned += inner.returned
        found = self.execute(node.orelse, self.thin(left)) if node.orelse else left
        for each in [*found, *inner.broke]:
            self.forget_turns(each, node)
        return found + inner.broke

    def widen(self, state: State, entry: State, node: ast.AST) -> None:
        """Numbers that a loop counts are not known after many turns."""
        scope = self.frame.scope
        before = entry.heap[scope].slots
        for name, value in list(state.heap[scope].slots.items()):
            if isinstance(value, Const) and value.kind in (int, float) and before.get(name) != value:
                state.put(scope, name, Symbol("counted", node, name))

    # exceptions

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
        possible = self.thin([each.state for each in raised if each.exception is None])
        self.exits.raised += [Raised(after, None) for after in leave(possible)]
        for each in raised:
            if each.exception is not None:
                self.exits.raised += [Raised(after, each.exception) for after in leave([each.state])]

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
        with self.leaving_by(inner, catching=1):
            ended = self.execute(node.body, [state])
        found = self.execute(node.orelse, ended)
        raised = inner.raised
        for handler in node.handlers:
            caught: list[State] = []
            passed: list[Raised] = []
            for each in raised:
                catches = self.catches(handler, each.exception)
                if catches is not False:
                    caught.append(each.state.copy() if catches is None or each.exception is None else each.state)
                if catches is not True or each.exception is None:
                    passed.append(each)
            raised = passed
            for each_state in caught:
                self.enter_handler(each_state, before)
            for each_state in self.thin(caught):
                if handler.name:
                    name = Symbol("exception", handler)
                    each_state.put(self.scope_of(handler.name, each_state), handler.name, name)
                each_state.dirty = True
                self.collect(each_state)
                after = self.execute(handler.body, [each_state])
                if handler.name:
                    for each_after in after:
                        each_after.heap[self.scope_of(handler.name, each_after)].slots.pop(handler.name, None)
                found += after
        for each in raised:
            if self.catching:
                outer.raised.append(each)
            elif each.exception is not None:
                self.finish(each.state)
        return found

    def enter_handler(self, state: State, before: State) -> None:
        """An exception was caught: what the body had opened is being replaced, and a new turn is a new attempt."""
        self.abandon(state, before.heap)
        loops = {loop for loop, _ in self.frame.loops}
        state.openings = frozenset(
            each
            for each in state.openings
            if not (each[0] == "turn" and each[2] in loops) and not (each[0] == "call" and each not in before.openings)
        )

    def catches(self, handler: ast.ExceptHandler, exception: Value | None) -> bool | None:
        """Report whether a handler catches an exception (None: it may). One that is only possible is caught by all."""
        if handler.type is None or exception is None:
            return True
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

    # with

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
        name = qualified_name(manager) if record is None else ""
        if name.endswith("contextlib.suppress"):
            return self.manage_suppress(body, state)
        found: list[State] = []
        for before, value in self.enter_value(manager, node, state):
            with self.holding([value]):
                states = self.assign(item.optional_vars, value, before) if item.optional_vars else [before]
                outer = self.exits
                inner = Exits()
                with self.leaving_by(inner):
                    ended = [after for each in states for after in body(each)]

                def leave(going: list[State]) -> list[State]:
                    return [after for each in going for after in self.leave(manager, node, each)]

                found += leave(self.thin(ended))
                for after, result in inner.returned:
                    with self.holding([result]):
                        outer.returned += [(each, result) for each in leave([after])]
                outer.broke += leave(self.thin(inner.broke))
                outer.continued += leave(self.thin(inner.continued))
                self.raise_again(inner.raised, leave)
        for each in found:
            each.dirty = True  # the manager itself is let go
        return found

    def enter_value(self, manager: Value, node: ast.AST, state: State) -> list[tuple[State, Value]]:
        record = state.record(manager)
        if record is None or record.cls is None:
            return [(state, symbol(node, "entered", manager, node, *self.here()))]
        if record.kind == "exit stack":
            return [(state, manager)]
        if record.kind == "closing":
            return [(state, record.slots["thing"])]
        if record.kind == "holder":
            state.pending[manager] = Pending(frozenset(), "pipeline", node, owner=state.root(manager))
            return [(state, NONE)]
        for name in ("__enter__", "__aenter__"):
            found, _, _ = self.find(state, self.mro(state, record.cls), name)
            if isinstance(found, (Function, StubFunction)):
                self.may_raise(state)
                return self.call(Bound(found, manager), Arguments(), node, state, awaited=True)
        return [(state, symbol(node, "entered", manager, node, *self.here()))]

    def leave(self, manager: Value, node: ast.AST, state: State) -> list[State]:
        record = state.record(manager)
        if record is None:
            return [state]
        if record.kind == "holder":
            state.pending.pop(manager, None)
            return [state]
        if record.kind == "closing":
            return self.call_named(
                record.slots["thing"], str(getattr(record.slots["how"], "value", "close")), node, state
            )
        if record.kind == "exit stack":
            return self.unwind(manager, node, state)
        if record.cls is None:
            return [state]
        for name in ("__exit__", "__aexit__"):
            found, _, _ = self.find(state, self.mro(state, record.cls), name)
            if isinstance(found, (Function, StubFunction)):
                given = Arguments((NONE, NONE, NONE)) if isinstance(found, Function) else Arguments()
                return [after for after, _ in self.call(Bound(found, manager), given, node, state, awaited=True)]
        return [state]

    def call_named(self, value: Value, name: str, node: ast.AST, state: State) -> list[State]:
        found = []
        for after, method in self.attribute(value, name, node, state):
            found += [each for each, _ in self.call(method, Arguments(), node, after, awaited=True)]
        return found

    def enter_for_stack(self, manager: Value, node: ast.AST, state: State) -> list[tuple[State, Value, Value | None]]:
        record = state.record(manager)
        if record is not None and record.kind == "context":
            entered: list[tuple[State, Value, Value | None]] = []

            def take(after: State, value: Value) -> list[State]:
                entered.append((after, value, Bound("left", value)))
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

    def manage_suppress(self, body: Callable[[State], list[State]], state: State) -> list[State]:
        before = state.copy()
        inner = Exits(self.exits.returned, self.exits.broke, self.exits.continued)
        with self.leaving_by(inner, catching=1):
            ended = body(state)
        caught = [each.state for each in inner.raised]
        for each in caught:
            self.enter_handler(each, before)
        return self.thin([*ended, *caught])

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

    # definitions

    def execute_FunctionDef(self, node: ast.FunctionDef | ast.AsyncFunctionDef, state: State) -> list[State]:
        found = []
        for after, function in self.function(node, state):
            for made, value in self.decorate(node, function, after):
                if isinstance(value, Descriptor) and value.kind == "setter":
                    made.put(self.frame.scope, f"{node.name}.setter", value.function)
                    continue_with = made
                else:
                    made.put(self.scope_of(node.name, made), node.name, value)
                    continue_with = made
                found.append(continue_with)
        return found

    execute_AsyncFunctionDef = execute_FunctionDef

    def decorate(
        self, node: ast.FunctionDef | ast.AsyncFunctionDef, function: Function, state: State
    ) -> list[tuple[State, Value]]:
        results: list[tuple[State, Value]] = [(state, function)]
        names = []
        for decorator in reversed(node.decorator_list):
            if isinstance(decorator, ast.Attribute) and decorator.attr in ("setter", "deleter", "getter"):
                results = [(after, Descriptor("setter", value)) for after, value in results]
                continue
            following = []
            for before, value in results:
                for after, callee in self.evaluate(decorator, before):
                    names.append(self.decorator_name(callee))
                    following += self.apply_decorator(callee, value, decorator, after)
            results = following
        self.trace.decorators[node] = tuple(dict.fromkeys(names))
        owner = self.frame.scope.site
        if isinstance(owner, ast.ClassDef):
            self.trace.owners[node] = owner
        return results

    def decorator_name(self, callee: Value) -> str:
        """Return the dotted name of a decorator; one of a decorated function starts with the name of its decorator."""
        base: object = callee
        names: list[str] = []
        while isinstance(base, Symbol) and base.key[0] in ("attribute", "call") and not isinstance(base, Function):
            if base.key[0] == "attribute":
                names.insert(0, str(base.key[2]))
            base = base.key[1]
        if isinstance(base, Function) and self.trace.decorators.get(base.node):
            return ".".join([self.trace.decorators[base.node][0], *names])
        return qualified_name(callee)

    def apply_decorator(self, callee: Value, value: Value, node: ast.expr, state: State) -> list[tuple[State, Value]]:
        name = qualified_name(callee)
        last = name.rpartition(".")[2]
        if last in _DESCRIPTORS and isinstance(callee, Builtin):
            return [(state, Descriptor(last, value))]
        if last == "cached_property":
            return [(state, Descriptor("cached_property", value))]
        if last in ("contextmanager", "asynccontextmanager") and isinstance(value, Function):
            return [(state, with_wrapping(value, "context"))]
        if isinstance(callee, (Function, Obj)) and state.record(callee) is None and isinstance(callee, Function):
            self.may_raise(state)
            return self.call(callee, Arguments((value,)), node, state)
        if isinstance(callee, Bound) and isinstance(callee.function, Function):
            return self.call(callee, Arguments((value,)), node, state)
        if isinstance(callee, Obj) and (record := state.record(callee)) and record.kind in ("class", "instance"):
            return self.call(callee, Arguments((value,)), node, state)
        if last in DRIVERS and isinstance(value, Function):
            return [(state, with_wrapping(value, "driven"))]
        if isinstance(value, Function) and any(word in last.lower() for word in CACHING):
            return [(state, with_wrapping(value, "cached"))]
        # A decorator that cannot be read is taken to call the function as it is.
        return [(state, value)]

    def execute_ClassDef(self, node: ast.ClassDef, state: State) -> list[State]:
        found = []
        for before, bases in self.evaluate_all(
            [each for each in node.bases if not isinstance(each, ast.Starred)], state
        ):
            record = Record("class", parent=self.frame.scope)
            before.capture(self.frame.scope)
            for place, base in enumerate(bases):
                if isinstance(base, Symbol) and base.key[0] == "item":  # Generic[T]
                    bases[place] = cast("Value", base.key[1])
                elif isinstance(base, Bound) and isinstance(base.function, StubFunction):
                    # The Process of a multiprocessing context is a class there and a method in the stub.
                    bases[place] = base.function.returned() or base
                    record.put("context", base.subject)
            record.put("__bases__", Tuple(tuple(bases)))
            cls = before.allocate(node, record)
            metaclass = next((each.value for each in node.keywords if each.arg == "metaclass"), None)
            if metaclass is not None:
                before, value = self.evaluate(metaclass, before)[0]
                before.put(cls, "__metaclass__", value)
            self.trace.bases[node] = tuple(filter(None, (qualified_name(each) for each in self.mro(before, cls)[1:])))
            outer = self.frame
            frame = Frame(outer.function, cls, outer.depth, outer.call, outer.subject, outer.owner, loops=outer.loops)
            with self.pushed(frame):
                states = self.execute(node.body, [before])
            is_tuple = any(qualified_name(base).endswith("NamedTuple") for base in bases)
            for after in states:
                if is_tuple:
                    self.note_fields(node, cls, after)
                found += self.decorate_class(node, cls, after)
        return found

    def decorate_class(self, node: ast.ClassDef, cls: Obj, state: State) -> list[State]:
        results: list[tuple[State, Value]] = [(state, cls)]
        for decorator in reversed(node.decorator_list):
            following = []
            for before, value in results:
                for after, callee in self.evaluate(decorator, before):
                    if qualified_name(callee).endswith(FIELD_DECORATORS):
                        self.note_fields(node, cls, after)
                    if isinstance(callee, Function):
                        following += self.call(callee, Arguments((value,)), decorator, after)
                    else:
                        following.append((after, value))
            results = following
        for after, value in results:
            after.put(self.scope_of(node.name, after), node.name, value)
        return [after for after, _ in results]

    def last_name(self, node: ast.expr) -> str:
        node = node.func if isinstance(node, ast.Call) else node
        return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""

    def note_fields(self, node: ast.ClassDef, cls: Obj, state: State) -> None:
        fields = []
        for each in node.body:
            if isinstance(each, ast.AnnAssign) and isinstance(each.target, ast.Name):
                name = each.target.id
                default = state.heap[cls].slots.get(name, Symbol("field", node, name))
                fields.append(Tuple((Const.of(name), default)))
        state.put(cls, "__fields__", Tuple(tuple(fields)))

    # annotations

    def type_symbol(self, value: Symbol, annotation: ast.expr, node: ast.AST, state: State) -> None:
        """Take the annotation as the type of a value from outside: a connection is open, its owner unknown."""
        cls = self.annotated(annotation, state)
        if isinstance(cls, Obj) and (found := state.record(cls)) and found.kind == "class":
            self.adopt(value, cls, state).exact = False
        elif isinstance(cls, StubClass):
            record = self.adopt(value, cls, state)
            if opens_by_itself(cls):
                record.connection = self.from_outside(value, cls, node, state)
            elif cls.is_a("operates") or cls.is_a("derives"):
                owner = Symbol("connection of", value)
                self.adopt(owner, cls, state).connection = self.from_outside(owner, cls, node, state)
                record.kind, record.via = "handle", owner

    def adopt(self, value: Symbol, cls: Value, state: State) -> Record:
        """Give what is known only as a symbol a record of its own."""
        record = Record("instance", cls)
        record.owner = state.owner
        state.heap[value] = record
        return record

    def from_outside(self, value: Symbol, cls: StubClass, node: ast.AST, state: State) -> Connection:
        target = Target(cls.module.name.partition(".")[0], Symbol("outside", value))
        opening = Opening(node, self.frame.function, self.frame.depth, ())
        return Connection(
            cls.name, target, node, opening, process=state.process, thread=state.thread,
            outside=True, settled=True, outcome="kept",
        )  # fmt: skip

    def annotated(self, annotation: ast.expr, state: State) -> Value | None:
        """Return the class that an annotation names, without ``Optional`` and quotes."""
        if isinstance(annotation, ast.Constant) and isinstance(annotation.value, str):
            try:
                annotation = ast.parse(annotation.value, mode="eval").body
            except (SyntaxError, ValueError, RecursionError):
                return None
        if isinstance(annotation, ast.BinOp) and isinstance(annotation.op, ast.BitOr):
            sides = [
                side
                for side in (annotation.left, annotation.right)
                if not (isinstance(side, ast.Constant) and side.value is None)
            ]
            return self.annotated(sides[0], state) if len(sides) == 1 else None
        if isinstance(annotation, ast.Subscript):
            name = self.last_name(annotation.value)
            if name in ("Optional", "Annotated", "Final", "ClassVar"):
                inner = annotation.slice
                return self.annotated(inner.elts[0] if isinstance(inner, ast.Tuple) and inner.elts else inner, state)
            return None
        if isinstance(annotation, (ast.Name, ast.Attribute)):
            if isinstance(annotation, ast.Name):
                return self.look_up(annotation.id, state)
            outer = self.annotated(annotation.value, state)
            if isinstance(outer, StubModule):
                found = outer.lookup(annotation.attr)
                return found if isinstance(found, (StubClass, StubModule)) else None
        return None

    # imports

    def execute_Import(self, node: ast.Import, state: State) -> list[State]:
        self.may_raise(state)
        for alias in node.names:
            name, _, _ = alias.name.partition(".")
            if alias.asname:
                state.put(self.scope_of(alias.asname, state), alias.asname, self.module(alias.name))
            else:
                state.put(self.scope_of(name, state), name, self.module(name))
        return [state]

    def execute_ImportFrom(self, node: ast.ImportFrom, state: State) -> list[State]:
        self.may_raise(state)
        source = "." * node.level + (node.module or "")
        for alias in node.names:
            if alias.name == "*":
                self.import_star(source, state)
                continue
            value = self.imported(source, alias.name)
            name = alias.asname or alias.name
            state.put(self.scope_of(name, state), name, value)
        return [state]

    def module(self, name: str) -> Value:
        found = self.catalogue.module(name) if name.partition(".")[0] not in self.settings.shadowed else None
        return found or Symbol("module", name)

    def imported(self, source: str, name: str) -> Value:
        module = self.module(source)
        if isinstance(module, StubModule):
            found = module.lookup(name)
            if found is not None:
                return self.constant(found)
        full = f"{source}.{name}"
        if full in ("typing.TYPE_CHECKING", "typing_extensions.TYPE_CHECKING"):
            return FALSE
        return Symbol("attribute", Symbol("module", source), name)

    def import_star(self, source: str, state: State) -> None:
        module = self.module(source)
        if isinstance(module, StubModule):
            for name in module:
                if not name.startswith("_"):
                    found = module.lookup(name)
                    if found is not None:
                        state.put(self.frame.scope, name, self.constant(found))


def with_wrapping(function: Function, wrapping: str) -> Function:
    return Function(function.node, function.scope, function.defaults, function.owner, wrapping)


def parked(state: State, way: str, value: Value | None) -> State:
    state.parked = (*state.parked, (way, value))
    return state


def opens_by_itself(cls: StubClass) -> bool:
    """Report whether objects of a class of the SDK own sockets."""
    for name in ("__init__", "connect", "create_instance"):
        found = cls.find(name)
        if isinstance(found, StubFunction) and found.effect("opens"):
            return True
    return False


def essence(state: State) -> object:
    """Return what a state says of connections and of what leads to them; states that agree in it can be joined."""
    heap = frozenset((key, record.essence()) for key, record in state.heap.items())
    return (
        heap, frozenset(state.pending.items()), state.openings, frozenset(state.cached.items()), state.forks,
        state.thread, state.start_method, state.parked,
    )  # fmt: skip


def join(one: State, other: State) -> None:
    """Let ``one`` stand for both; what they differ in is not known."""
    for key, second in other.heap.items():
        record = one.heap[key]
        if record is second:
            continue
        for name, value in list(record.slots.items()):
            if second.slots[name] != value:
                one.edit(key).put(name, Symbol("joined", key, name))
    one.facts = {key: truth for key, truth in one.facts.items() if other.facts.get(key) is truth}


__all__ = ["TRUE", "FunctionNode", "Statements", "names_of"]
