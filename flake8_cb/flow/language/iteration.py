"""Iteration: loops over items, comprehensions, and rows that are read."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import cast

from flake8_cb.flow.domain.changes import is_stream
from flake8_cb.flow.domain.counting import MOST_TURNS, PLACE, counted, counters
from flake8_cb.flow.domain.earlier import InTurn
from flake8_cb.flow.domain.keys import keys
from flake8_cb.flow.domain.record import CONTAINERS, RESULT, Record
from flake8_cb.flow.domain.state import State
from flake8_cb.flow.domain.values import Bound, Const, Function, Obj, Partial, Symbol, Tuple, Value, symbol
from flake8_cb.flow.language.quiet import Quiet
from flake8_cb.flow.machine.frames import Arguments, Consumer, Results
from flake8_cb.flow.names.scopes import names_of
from flake8_cb.sdk.reader import StubFunction
from flake8_cb.trees import walk

#: Items of a known sequence that are followed.
MOST_ITEMS = 8

#: Expressions by which a function is left, and those that bind a name of the scope around them.
LEAVING = (ast.Await, ast.Yield, ast.YieldFrom, ast.NamedExpr)


class Iteration(Quiet):
    """Goes through items."""

    def evaluate_ListComp(self, node: ast.ListComp | ast.SetComp | ast.GeneratorExp, state: State) -> Results:
        kind = "set" if isinstance(node, ast.SetComp) else "list"
        if self.is_inert(node, state):
            return [(state, self.container(state, kind, (), node, exact=False))]
        made = self.container(state, kind, [], node)

        def collect(after: State) -> list[State]:
            found = []
            for each, value in self.evaluate(node.elt, after):
                record = each.edit(made)
                each.put(made, len(record.slots), value)
                self.pool(each, made, value)
                found.append(each)
            return found

        return self.collected(node, made, collect, state)

    evaluate_SetComp = evaluate_ListComp

    def evaluate_GeneratorExp(self, node: ast.GeneratorExp, state: State) -> Results:
        if self.is_inert(node, state):
            return [(state, symbol(node, "generator", node, *self.here()))]
        record = Record("generator", parent=self.frame.scope)
        self.homes[node] = self.frame.module
        state.capture(self.frame.scope)
        record.put("call", Partial(Symbol("generator expression", node), (), ()))
        return [(state, state.allocate(node, record))]

    def consume_expression(self, node: ast.GeneratorExp, consumer: Consumer, state: State) -> list[State]:
        """Run a generator expression; each value that it yields goes to ``consumer``."""

        def collect(after: State) -> list[State]:
            return [ended for each, value in self.evaluate(node.elt, after) for ended in consumer(each, value)]

        return self.comprehension(node.generators, collect, state)

    def is_inert(self, node: ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp, state: State) -> bool:
        """Report whether a comprehension only looks at what is not known: nothing happens in it."""
        if any(isinstance(each, LEAVING) for each in walk(node)):
            return False
        return self.is_unknown(node.generators[0].iter, state) and self.is_quiet(node, state)

    def is_unknown(self, node: ast.expr, state: State) -> bool:
        """Report whether the items of what the expression gives are not known, without evaluating it."""
        if isinstance(node, ast.Name):
            value = self.look_up(node.id, state)
            return isinstance(value, Symbol) and state.record(value) is None
        if isinstance(node, ast.Call):
            return isinstance(node.func, ast.Attribute) and self.is_unknown(node.func.value, state)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            record = state.record(value) if (value := self.look_up(node.value.id, state)) is not None else None
            if record is not None:
                held = record.slots.get(node.attr)
                return record.kind == "instance" and isinstance(held, Symbol) and state.record(held) is None
        return isinstance(node, (ast.Attribute, ast.Subscript)) and self.is_unknown(node.value, state)

    def evaluate_DictComp(self, node: ast.DictComp, state: State) -> Results:
        if self.is_inert(node, state):
            return [(state, self.container(state, "dict", (), node, exact=False))]
        made = self.container(state, "dict", [], node)

        def collect(after: State) -> list[State]:
            found = []
            for each, (key, value) in (
                (each, values) for each, values in self.evaluate_all([node.key, node.value], after)
            ):
                each.put(made, key, value)
                self.pool(each, made, value)
                found.append(each)
            return found

        return self.collected(node, made, collect, state)

    def collected(
        self,
        node: ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp,
        made: Obj,
        collect: Callable[[State], list[State]],
        state: State,
    ) -> Results:
        """Run a comprehension that fills a container; of many items only some are looked at."""
        with self.holding([made]):
            ended = self.comprehension(node.generators, collect, state)
        if self.is_cut(node):
            for after in ended:
                after.edit(made).exact = False
        return [(after, made) for after in ended]

    def comprehension(
        self, generators: list[ast.comprehension], collect: Callable[[State], list[State]], state: State
    ) -> list[State]:
        """Run a comprehension: the variables of its loops are its own, those of the scope around it come back."""
        scope = self.frame.scope
        names = {each.id for one in generators for each in walk(one.target) if isinstance(each, ast.Name)}
        kept = {name: value for name, value in state.heap[scope].slots.items() if name in names}
        with self.holding(kept.values()):
            ended = self.comprehend(generators, collect, state)
        for after in ended:
            for name in sorted(names):
                if name in kept:
                    after.put(scope, name, kept[name])
                else:
                    after.drop(scope, name)
        return ended

    def comprehend(
        self, generators: list[ast.comprehension], collect: Callable[[State], list[State]], state: State
    ) -> list[State]:
        """Run the loops of a comprehension, the innermost of which ends in ``collect``."""
        if not generators:
            return collect(state)
        first, rest = generators[0], generators[1:]

        def body(before: State) -> list[State]:
            going_on = [before]
            passed_over: list[State] = []
            for test in first.ifs:
                following: list[State] = []
                for each in going_on:
                    for after, truth in self.branch(test, each):
                        (following if truth else passed_over).append(after)
                going_on = following
            return passed_over + [after for each in going_on for after in self.comprehend(rest, collect, each)]

        return [
            ended
            for before, iterable in self.evaluate(first.iter, state)
            for ended in self.loop_over(iterable, first.target, body, first.iter, before)
        ]

    def loop_over(
        self,
        iterable: Value,
        target: ast.expr,
        body: Callable[[State], list[State]],
        node: ast.AST,
        state: State,
    ) -> list[State]:
        """Run ``body`` for each item; return the states in which the iterable is used up."""
        given = self.iterated(iterable, node, state)
        if given is not None:
            with self.holding([iterable]):
                return [ended for each, value in given for ended in self.loop_over(value, target, body, node, each)]
        frame = self.frame
        taken = 0

        def take(before: State, value: Value) -> list[State]:
            """Take one item of a generator: its frame steps aside for that of the loop."""
            nonlocal taken
            taken += 1
            frame.loops.append((node, taken))
            self.hand_over_yielded(before, self.frame, value, frame)
            with self.pushed(frame):
                ended = [after for bound in self.assign(target, value, before) for after in body(bound)]
            frame.loops.remove((node, taken))
            return ended

        with self.holding([iterable]):
            used_up = self.consume(iterable, take, node, state)
            if used_up is not None:
                for each in used_up:
                    self.forget_turns(each, node)
                return used_up
            started = self.start_iteration(iterable, node, state)
            if started is None:
                return []
            left = self.take_turns(iterable, target, body, node, state)
            for each in left:
                self.end_iteration(each, iterable, node)
            return self.thin(left)

    def take_turns(
        self,
        iterable: Value,
        target: ast.expr,
        body: Callable[[State], list[State]],
        node: ast.AST,
        state: State,
    ) -> list[State]:
        """Run ``body`` for each item of what is no generator; return the states in which there is no further one."""
        items = self.items(iterable, state)
        left: list[State] = []
        heads = [state]
        seen: list[State] = []
        entry = state.copy() if items is None else None
        start = entry if tries(node) else None
        for turn, item in enumerate(self.turns_over(iterable, items, node, state)):
            self.step()
            if entry is not None and turn == MOST_TURNS - 1:
                for head in heads:
                    self.widen(head, entry, turn, node)
            entering, ended = self.at_turn(iterable, turn, node, heads, has_item=item is not None)
            left += ended
            heads = []
            self.frame.loops.append((node, turn))
            for head in entering:
                if heads and self.is_narrow():
                    self.leave_out(head)
                    continue
                value = item if item is not None else item_of(iterable, turn, node)
                if (record := head.record(iterable)) is not None and record.kind == "completed":
                    head.pending.pop(value, None)
                for bound in self.assign(target, value, head):
                    heads += body(bound)
            self.frame.loops.pop()
            heads = self.thin([head for head in heads if not any(head == other for other in seen)])
            if item is None:
                seen += [head.copy() for head in heads]
            if start is not None:  # an attempt that has failed and left nothing behind is like none
                going_on: list[State] = []
                for head in heads:
                    (left if self.is_as_before(head, start, target) else going_on).append(head)
                heads = going_on
            if not heads:
                break
        return left + heads

    def turns_over(self, iterable: Value, items: list[Value] | None, node: ast.AST, state: State) -> list[Value | None]:
        """Return the items of the turns that are run, None for one that is not known."""
        if items is None:
            some = self.known_items(iterable, state)
            return [*some[: MOST_ITEMS - 1], None] if some else [None] * MOST_TURNS
        if len(items) > MOST_ITEMS:
            self.cut.add(node)
            for left_out in items[MOST_ITEMS:]:
                self.note_target(left_out, node, "table")
        return [*items[:MOST_ITEMS]]

    def at_turn(
        self, iterable: Value, turn: int, node: ast.AST, heads: list[State], *, has_item: bool
    ) -> tuple[list[State], list[State]]:
        """Return the states in which a loop goes on with that turn, and those in which there is no further item."""
        entering, left = [], []
        for head in heads:
            more = has_item or (not turn and self.has_an_item(iterable, head))
            condition = has_turn(iterable, turn, node, head) if not more else None
            known = head.known(condition) if condition is not None else None
            if not (more or known):
                left.append(head.copy())
                if condition is not None:
                    left[-1].facts[condition] = False
            if more or known is not False:
                if condition is not None:
                    head.facts[condition] = True
                entering.append(head)
        return entering, left

    def widen(self, state: State, entry: State, turns: int, node: ast.AST) -> None:
        """Numbers that a loop counts are not known after many turns."""
        for holder, name, before, now in [*counters(entry, state, turns)]:
            state.put(holder, name, counted(node, name, before, now))

    def known_items(self, iterable: Value, state: State) -> list[Value]:
        """Return what a collection is known to hold beside what is not known."""
        record = state.record(iterable)
        if record is None or record.kind not in CONTAINERS:
            return []
        return keys(record)

    def is_as_before(self, state: State, before: State, target: ast.expr) -> bool:
        """Report whether a turn has changed nothing but the variables of its loop."""
        if state.signature() != before.signature():
            return False
        changed = state.copy()
        for name in (each.id for each in walk(target) if isinstance(each, ast.Name)):
            scope = self.scope_of(name, changed)
            known = before.heap[scope].slots.get(name)
            if known is None:
                changed.drop(scope, name)
            else:
                changed.put(scope, name, known)
        return changed == before

    def has_an_item(self, iterable: Value, state: State) -> bool:
        """Report whether a loop over something of which not all items are known has a first turn at any rate."""
        record = state.record(iterable)
        holds_some = record is not None and record.kind in CONTAINERS and bool(record.slots)
        return holds_some or (isinstance(iterable, Symbol) and iterable.key[0] == "many")

    def iterated(self, value: Value, node: ast.AST, state: State) -> Results | None:
        """Return what ``__iter__`` gives of an object that leads to connections; None where that is no other thing."""
        method = self.method(state, value, "__iter__") if isinstance(value, Obj) else None
        found = method.function if isinstance(method, Bound) else None
        if not isinstance(found, Function) or names_of(found.node).yields or not self.gives_access(value, state):
            return None
        results = self.call(Bound(found, value), Arguments(), node, state.copy())
        return results if results and all(each != value for _, each in results) else None

    def start_iteration(self, iterable: Value, node: ast.AST, state: State) -> State | None:
        """Reading begins; None if the path ends with it."""
        record = state.record(iterable)
        if record is None or record.cls is None:
            return state
        for name in ("__iter__", "__aiter__"):
            found, _, _ = self.find(state, self.mro(state, record.cls), name)
            if isinstance(found, StubFunction):
                results = self.call_stub(found, iterable, Arguments(), node, state)
                return results[0][0] if results else None
        if record.kind == RESULT and not self.read(state, iterable, node, "iteration"):
            return None
        return state

    def end_iteration(self, state: State, iterable: Value, node: ast.AST) -> None:
        """All items were read, and the turns of the loop are over."""
        record = state.record(iterable)
        if record is not None and record.kind == RESULT:
            self.drain(state, iterable)
        if record is not None and record.kind == "generator" and isinstance(begun := record.slots.get("begun"), Tuple):
            for rows in begun.items:
                self.drain(state, rows)
        if record is not None and record.kind == "completed":
            for each in self.items(iterable, state) or [record.slots["tasks"]]:
                state.pending.pop(each, None)
        self.forget_turns(state, node)

    def forget_turns(self, state: State, loop: ast.AST) -> None:
        state.openings = frozenset(
            each for each in state.openings if not (isinstance(each, InTurn) and each.loop is loop)
        )

    def read_all(self, iterable: Value, node: ast.AST, state: State) -> list[tuple[State, list[Value] | None]]:
        """Read everything that can be iterated over."""
        is_generator = (record := state.record(iterable)) is not None and record.kind == "generator"
        collected: list[Value] = []

        def take(after: State, value: Value) -> list[State]:
            collected.append(value)
            self.temporaries.append(value)
            return [after]

        count = len(self.temporaries)
        ended = self.consume(iterable, take, node, state)
        del self.temporaries[count:]
        if ended is not None:
            for after in ended if is_generator else ():
                for value in collected:  # what a generator makes is kept together by what reads it
                    for key in after.held_connections(value):
                        after.update_connection(key, pooled=True)
            return [(after, list(collected)) for after in ended]
        items = self.items(iterable, state)
        started = self.start_iteration(iterable, node, state)
        if started is None:
            return []
        self.end_iteration(started, iterable, node)
        return [(started, items)]


def length_of(iterable: Value) -> Value | None:
    """Return what the numbers of a ``range`` count, if these are the places of all its items."""
    if isinstance(iterable, Symbol) and iterable.key[:2] == ("pure", "range") and len(iterable.key) == 3:
        length = iterable.key[2]
        if isinstance(length, Symbol) and length.key[:2] == ("pure", "len"):
            return cast("Value", length.key[2])
    return None


def enumerated(iterable: Value) -> tuple[Value, Value] | None:
    """Return what is gone through with the numbers of its items, and the first of these."""
    if isinstance(iterable, Symbol) and iterable.key[0] == "enumerated":
        return cast("Value", iterable.key[1]), cast("Value", iterable.key[2])
    return None


def first_of(numbers: Value) -> Value | None:
    """Return the first number of a ``range`` that counts one by one."""
    if not (isinstance(numbers, Symbol) and numbers.key[:2] in (("many", "range"), ("pure", "range"))):
        return None
    given = cast("tuple[Value, ...]", numbers.key[2:])
    if given[2:] not in ((), (Const.of(1),)):
        return None
    return given[0] if len(given) > 1 else Const.of(0)


def place_of(value: Value) -> int | None:
    """Return which place among all items a number stands for that a loop has counted."""
    if isinstance(value, Symbol) and value.key[0] == PLACE and value.key[3] == Const.of(0):
        return cast("int", value.key[2])
    return None


def item_of(iterable: Value, turn: int, node: ast.AST) -> Value:
    """Return what a loop over something unknown gets in one of its turns."""
    if (whole := length_of(iterable)) is not None:
        return symbol(node, PLACE, whole, turn, Const.of(0))
    if (numbered := enumerated(iterable)) is not None:
        whole, start = numbered
        return Tuple((symbol(node, PLACE, whole, turn, start), symbol(node, "item", whole, turn)))
    if (first := first_of(iterable)) is not None:
        return symbol(node, PLACE, iterable, turn, first)
    return symbol(node, "item", iterable, turn)


def has_turn(iterable: Value, turn: int, node: ast.AST, state: State) -> Symbol | None:
    """Return the condition that a loop over something unknown has one more turn, as any other loop over it has then."""
    whole, _ = enumerated(iterable) or (length_of(iterable) or iterable, None)
    if not isinstance(iterable, Symbol) or state.record(iterable) is not None or is_stream(whole):
        return None
    return symbol(node, "turn", whole, turn)


def tries(loop: ast.AST) -> bool:
    """Report whether the turns of a loop are attempts that may fail."""
    return isinstance(loop, (ast.For, ast.AsyncFor)) and any(isinstance(each, ast.Try) for each in loop.body)
