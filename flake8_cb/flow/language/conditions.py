"""Conditions: what a comparison says, and how a path is split by it."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable
from typing import Any, TypeGuard, cast

from flake8_cb.flow.domain.counting import is_equal, is_less
from flake8_cb.flow.domain.enumerations import has_bits
from flake8_cb.flow.domain.keys import keys, lacks
from flake8_cb.flow.domain.record import CONTAINERS, Record
from flake8_cb.flow.domain.state import State
from flake8_cb.flow.domain.texts import is_text, parts_of, with_default
from flake8_cb.flow.domain.values import (
    FALSE,
    NONE,
    THIS_THREAD,
    TRUE,
    Const,
    Function,
    Obj,
    Symbol,
    Tuple,
    Value,
    is_none,
    leads,
    owner_of_dict,
    symbol,
)
from flake8_cb.flow.language.generators import Generators
from flake8_cb.flow.machine.frames import Arguments, Results

#: The methods of a class that comparisons stand for. Those that are turned round ask for the contrary.
_METHODS: dict[type, str] = {
    ast.Eq: "__eq__", ast.NotEq: "__eq__", ast.In: "__contains__", ast.NotIn: "__contains__",
    ast.Lt: "__lt__", ast.LtE: "__le__", ast.Gt: "__gt__", ast.GtE: "__ge__",
}  # fmt: skip

_TURNED = (ast.IsNot, ast.NotEq, ast.NotIn)

_ORDER: dict[type, Callable[[Any, Any], Any]] = {
    ast.Lt: operator.lt, ast.LtE: operator.le, ast.Gt: operator.gt, ast.GtE: operator.ge,
}  # fmt: skip

#: Comparisons of a number of items that ask whether there is one, and what they say then.
_CONTENT: dict[tuple[type, Value], bool] = {
    (ast.Gt, Const.of(0)): True, (ast.GtE, Const.of(1)): True, (ast.NotEq, Const.of(0)): True,
    (ast.Eq, Const.of(0)): False, (ast.Lt, Const.of(1)): False, (ast.LtE, Const.of(0)): False,
}  # fmt: skip


class Conditions(Generators):
    """Evaluates conditions."""

    def evaluate_UnaryOp(self, node: ast.UnaryOp, state: State) -> Results:
        if isinstance(node.op, ast.Not):
            return [(after, FALSE if truth else TRUE) for after, truth in self.branch(node.operand, state)]
        results: Results = []
        for after, value in self.evaluate(node.operand, state):
            if isinstance(node.op, ast.USub) and isinstance(value, Const) and isinstance(value.value, (int, float)):
                results.append((after, Const.of(-value.value)))
            elif isinstance(node.op, ast.Invert) and isinstance(value, Const) and isinstance(value.value, int):
                results.append((after, Const.of(~int(value.value))))
            else:
                results.append((after, symbol(node, "operator", type(node.op).__name__, value)))
        return results

    def evaluate_BoolOp(self, node: ast.BoolOp, state: State) -> Results:
        results: Results = []
        going_on = [state]
        stops_at = isinstance(node.op, ast.Or)
        last = node.values[-1]
        default = Const.of(last.value) if stops_at and isinstance(last, ast.Constant) and last.value else None
        for place, operand in enumerate(node.values):
            following = []
            for before in going_on:
                for after, value in self.evaluate(operand, before):
                    if place == len(node.values) - 1:
                        results.append((after, value))
                        continue
                    if default and place == len(node.values) - 2 and self.is_from_outside(value, after):
                        results.append((after, with_default(value, default)))
                        continue
                    for decided, truth in self.decide(value, after):
                        if truth is stops_at:
                            results.append((decided, value))
                        else:
                            following.append(decided)
            going_on = following
        return results

    def is_from_outside(self, value: Value, state: State) -> TypeGuard[Symbol]:
        """Report whether a value is data that may be anything: with a default it is one value that is not known.

        That two of them both turn out to be the default is possible, and nothing that code could be blamed for.
        """
        is_data = isinstance(value, Symbol) and not leads(value) and state.record(value) is None
        return is_data and self.truth(value, state) is None

    def evaluate_IfExp(self, node: ast.IfExp, state: State) -> Results:
        results: Results = []
        for after, truth in self.branch(node.test, state):
            results += self.evaluate(node.body if truth else node.orelse, after)
        return results

    def evaluate_Compare(self, node: ast.Compare, state: State) -> Results:
        results: Results = []
        for after, values in self.evaluate_all([node.left, *node.comparators], state):
            self.read_data(*values)
            called = self.call_comparison(node, values[0], values[1], after) if len(node.ops) == 1 else None
            if called is not None:
                results += called
                continue
            if (asked := asks_for_content(node, values)) is not None:
                results += [(each, Const.of(truth is asked[1])) for each, truth in self.decide(asked[0], after)]
                continue
            pairs = zip(node.ops, values, values[1:], strict=False)
            outcomes = [self.compare(node, operation, first, second, after) for operation, first, second in pairs]
            unknown = [each for each in outcomes if each not in (TRUE, FALSE)]
            if FALSE in outcomes:
                made: Value = FALSE
            elif not unknown:
                made = TRUE
            else:
                made = unknown[0] if len(unknown) == 1 else symbol(node, "all of", *unknown)
            results.append((after, made))
        return results

    def call_comparison(self, node: ast.Compare, first: Value, second: Value, state: State) -> Results | None:
        """Call the method of a class that a comparison stands for; None where there is no such method."""
        operation = node.ops[0]
        owner, other = (second, first) if isinstance(operation, (ast.In, ast.NotIn)) else (first, second)
        method = self.method(state, owner, _METHODS.get(type(operation), "")) if isinstance(owner, Obj) else None
        if method is None:
            return None
        found = self.call(method, Arguments((other,)), node, state)
        if not isinstance(operation, _TURNED):
            return found
        return [(after, FALSE if truth else TRUE) for each, value in found for after, truth in self.decide(value, each)]

    def compare(self, node: ast.Compare, operation: ast.cmpop, first: Value, second: Value, state: State) -> Value:
        """Return the outcome of one comparison, as a condition where it is not known."""
        turned = isinstance(operation, _TURNED)
        known: bool | None = None
        condition: Symbol
        if isinstance(operation, (ast.Is, ast.IsNot, ast.Eq, ast.NotEq)):
            if first == NONE:
                first, second = second, first
            if second == NONE:
                known, condition = self.known_none(first, state), is_none(first)
            else:
                known, condition = self.equal(first, second, state), symbol(node, "equal", first, second)
                if known is False and isinstance(operation, (ast.Eq, ast.NotEq)):
                    known = self.equal_contents(first, second, state)
        elif isinstance(operation, (ast.In, ast.NotIn)):
            known, condition = self.contains(second, first, state)
        else:
            function = _ORDER[type(operation)]
            # What is not less is greater or equal: one condition decides both.
            turned = isinstance(operation, (ast.GtE, ast.LtE))
            pair = (second, first) if isinstance(operation, (ast.Gt, ast.LtE)) else (first, second)
            condition = symbol(node, "less", *pair)
            if isinstance(first, Const) and isinstance(second, Const):
                try:
                    known = function(first.value, second.value) != turned
                except TypeError:
                    known = None
            elif (less := is_less(*pair)) is not None:
                known = less
            elif second == Const.of(0) and isinstance(first, Symbol) and first.key[0] == "child process":
                known = isinstance(operation, (ast.Gt, ast.GtE)) != turned
        if known is not None:
            return Const.of(known != turned)
        return Symbol("not", condition) if turned else condition

    def equal(self, first: Value, second: Value, state: State) -> bool | None:
        if first == second:
            return True
        if isinstance(first, Const) and isinstance(second, Const):
            try:
                return bool(first.value == second.value)
            except TypeError:
                return None
        if isinstance(first, Symbol) or isinstance(second, Symbol):
            if THIS_THREAD in (first, second):
                return False  # of the threads that are known, none is the one that asks
            if all(isinstance(each, Symbol) and each.key[0] == "process id" for each in (first, second)):
                return False  # those of a process and of its child
            pid, other = (first, second) if isinstance(first, Symbol) else (second, first)
            if isinstance(pid, Symbol) and pid.key[0] == "child process" and isinstance(other, Const):
                return False  # the parent of a fork is given a number that is not zero
            if pid == Symbol("attribute", Symbol("module", "pty"), "CHILD"):
                return bool(isinstance(other, Const) and other.value == 0)
            if isinstance(pid, Symbol) and isinstance(other, Const):
                return False if self.equals_another(pid, other, state) else is_equal(pid, other)
            return None
        if any(isinstance(each, (Obj, Function)) for each in (first, second)):
            return False
        return None

    def equal_contents(self, first: Value, second: Value, state: State) -> bool | None:
        """Report whether two things that are not the same are equal: collections, and instances that say so."""
        known = self.equal(first, second, state)
        if known is not False:
            return known
        records = [state.record(each) for each in (first, second)]
        kinds = {each.kind if each is not None else "" for each in records}
        if not (kinds & CONTAINERS or kinds == {"instance"}):
            return False
        if kinds == {"instance"}:
            cls = self.class_of(state, first)
            return None if cls is not None and self.fields(state, self.mro(state, cls)) is not None else False
        one, other = records
        if one is None or other is None or len(kinds) > 1:
            return None if kinds in ({"list", "set"}, {"list", "instance"}) else False
        if not (one.exact and other.exact) or one.grown or other.grown or one.kind == "set":
            return None
        if len(one.slots) != len(other.slots) or (one.kind == "dict" and one.slots.keys() != other.slots.keys()):
            keyed = one.kind == "dict" and not all(isinstance(each, Const) for each in (*one.slots, *other.slots))
            return None if keyed else False
        pairs = zip(one.slots.values(), other.slots.values(), strict=True)
        if one.kind == "dict":
            pairs = zip(one.slots.values(), (other.slots[name] for name in one.slots), strict=True)
        found = [self.equal_contents(mine, theirs, state) for mine, theirs in pairs]
        return False if False in found else None if None in found else True

    def equals_another(self, value: Symbol, constant: Const, state: State) -> bool:
        """Report whether a value was found to equal a constant that differs from this one."""
        met = (each.key for each, truth in state.facts.items() if truth and isinstance(each, Symbol))
        found = (key[2] for key in met if key[0] == "equal" and key[1] is value)
        return any(isinstance(each, Const) and self.equal(each, constant, state) is False for each in found)

    def contains(self, container: Value, item: Value, state: State) -> tuple[bool | None, Symbol]:
        if isinstance(item, Const) and (owner := namespace(container, state)) is not None:
            lacking = False if owner.kind == "instance" and owner.exact else None
            return item.value in owner.slots or lacking, Symbol("in", item, container)
        record = state.record(container)
        if isinstance(container, Tuple) or (record is not None and record.kind in CONTAINERS):
            held = list(container.items) if isinstance(container, Tuple) else keys(record)
            if item in held:
                return True, Symbol("in", item, container)
            if (
                lacks(record, item)
                if record is not None
                else all(self.equal(key, item, state) is False for key in held)
            ):
                return False, Symbol("in", item, container)
            return None, Symbol("in", item, container, len(held))
        if (known := has_bits(container, item)) is not None:
            return known, Symbol("in", item, container)
        if isinstance(container, Const) and isinstance(item, Const) and isinstance(container.value, (str, tuple)):
            try:
                return item.value in container.value, Symbol("in", item, container)
            except TypeError:
                return None, Symbol("in", item, container)
        if is_text(container) and isinstance(item, Const) and isinstance(item.value, str):
            parts = (each.value for each in parts_of(container) if isinstance(each, Const))
            if any(item.value in str(each) for each in parts):
                return True, Symbol("in", item, container)
        return None, Symbol("in", item, container)

    def decide(self, value: Value, state: State) -> list[tuple[State, bool]]:
        """Split the state by the truth of a value; the same unchanged condition goes the same way twice."""
        self.read_data(value)
        known = self.truth(value, state)
        if known is not None:
            return [(state, known)]
        turned = False
        while isinstance(value, Symbol) and value.key[0] == "not" and isinstance(value.key[1], Symbol):
            value, turned = value.key[1], not turned
            known = self.truth(value, state)
        if known is not None:
            return [(state, known != turned)]
        if not isinstance(value, Symbol):
            other = state.copy()
            if (record := state.record(value)) is not None and record.kind in CONTAINERS and not record.opened:
                state.facts[value], other.facts[value] = True, False
            return [(state, True), (other, False)]
        held, failed = state, state.copy()
        self.assume(held, value, True)
        self.assume(failed, value, False)
        return [(held, not turned), (failed, turned)]

    def assume(self, state: State, condition: Symbol, truth: bool) -> None:
        state.facts[condition] = truth
        if condition.key[0] == "is none" and isinstance(condition.key[1], Symbol):
            subject = condition.key[1]
            if truth:
                self.assume(state, subject, False)
        elif not truth and state.record(condition) is not None:
            # An object of a class is only false if it is none.
            del state.heap[condition]

    def branch(self, test: ast.expr, state: State) -> list[tuple[State, bool]]:
        """Evaluate a condition and split by its truth."""
        found = self.evaluate(test, state)
        if isinstance(test, ast.Call):  # what was counted just now is some if there is something
            found = [(after, counted_in(value) or value) for after, value in found]
        return [split for after, value in found for split in self.decide(value, after)]


def asks_for_content(node: ast.Compare, values: list[Value]) -> tuple[Value, bool] | None:
    """Return the collection of which a comparison asks whether it holds something, and the truth that says so."""
    collection = counted_in(values[0]) if isinstance(node.left, ast.Call) and len(values) == 2 else None
    truth = _CONTENT.get((type(node.ops[0]), values[1]))
    return (collection, truth) if collection is not None and truth is not None else None


def counted_in(value: Value) -> Value | None:
    """Return the collection whose items ``len`` has counted, where their number is not known."""
    return cast("Value", value.key[1]) if isinstance(value, Symbol) and value.key[0] in ("length", "size") else None


def namespace(value: Value, state: State) -> Record | None:
    """Return the record of the object or module whose ``__dict__`` a value is, or None if it is none or not known."""
    owner = owner_of_dict(value)
    return state.record(owner) if owner is not None else None
