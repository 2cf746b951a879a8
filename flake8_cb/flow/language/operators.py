"""Operators: what arithmetic makes of numbers, lists and texts, and what is put into a text."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable

from flake8_cb.flow.domain.counting import number, shifted
from flake8_cb.flow.domain.state import State
from flake8_cb.flow.domain.texts import is_text, percent, shaped, text
from flake8_cb.flow.domain.values import Const, Symbol, Tuple, Value, symbol
from flake8_cb.flow.language.iteration import MOST_ITEMS, Iteration
from flake8_cb.flow.language.sets import OPERATORS, combined
from flake8_cb.flow.machine.frames import Results

_ARITHMETIC: dict[type, Callable[[object, object], object]] = {
    ast.Add: operator.add, ast.Sub: operator.sub,
    ast.Mod: operator.mod, ast.FloorDiv: operator.floordiv, ast.BitOr: operator.or_, ast.BitAnd: operator.and_,
}  # fmt: skip


class Operators(Iteration):
    """Evaluates operators and formatted texts."""

    def evaluate_BinOp(self, node: ast.BinOp, state: State) -> Results:
        # A long sum leans to the left: it is taken without recursion.
        spine: list[ast.BinOp] = []
        left: ast.expr = node
        while isinstance(left, ast.BinOp):
            spine.append(left)
            left = left.left
        results = self.evaluate(left, state)
        for each in reversed(spine):
            following: Results = []
            for before, first in results:
                with self.holding([first]):
                    for after, second in self.evaluate(each.right, before):
                        following.append((after, self.combine(each, first, second, after)))
            results = following
        return results

    def combine(self, node: ast.BinOp, first: Value, second: Value, state: State) -> Value:
        if is_text(first) or is_text(second):
            made = self.combined_text(node, first, second, state)
            if made is not None:
                return made
        function = _ARITHMETIC.get(type(node.op))
        if isinstance(first, Const) and isinstance(second, Const) and function is not None:
            # Only small and safe arithmetic is computed.
            if isinstance(first.value, (int, float)):
                try:
                    result = function(first.value, second.value)
                except (TypeError, ValueError, ArithmeticError):
                    result = None
                if isinstance(result, (int, float)):
                    return Const.of(result)
        if isinstance(node.op, (ast.Add, ast.Sub)) and (amount := number(second)) is not None:
            if (moved := shifted(first, amount if isinstance(node.op, ast.Add) else -amount)) is not None:
                return moved
        if isinstance(node.op, ast.Add):
            lists = [self.items(each, state) for each in (first, second)]
            if all(each is not None for each in lists) and isinstance(first, Tuple) == isinstance(second, Tuple):
                joined = [item for each in lists for item in each or ()]
                if len(joined) > MOST_ITEMS * MOST_ITEMS:
                    return symbol(node, "long", node)
                if isinstance(first, Tuple):
                    return Tuple(tuple(joined))
                return self.container(state, "list", enumerate(joined), node)
        if isinstance(node.op, ast.BitOr):
            records = [state.record(each) for each in (first, second)]
            if all(each is not None and each.kind == "dict" for each in records):
                merged = [pair for each in records if each is not None for pair in each.slots.items()]
                exact = all(each is not None and each.exact for each in records)
                return self.container(state, "dict", merged, node, exact=exact)
        if type(node.op) in OPERATORS:
            combination = combined(self, OPERATORS[type(node.op)], first, second, node, state)
            if combination is not None:
                return combination
        if isinstance(node.op, ast.Mult) and (record := state.record(first)) is not None and record.kind == "list":
            times = second.value if isinstance(second, Const) and isinstance(second.value, int) else 0
            is_few = 0 < times <= MOST_ITEMS
            items = list(record.slots.values()) * (times if is_few else 1)
            made = self.container(state, "list", enumerate(items), node, exact=record.exact)
            state.heap[made].grown = record.grown or not is_few
            return made
        return symbol(node, "operator", type(node.op).__name__, first, second)

    def combined_text(self, node: ast.BinOp, first: Value, second: Value, state: State) -> Value | None:
        """Return the text that ``+`` or ``%`` makes, or None if these do not make one."""
        if isinstance(node.op, ast.Add):
            parts = (first, second)
            if all(is_text(each) or (isinstance(each, Symbol) and state.record(each) is None) for each in parts):
                return text(node, parts)
        if isinstance(node.op, ast.Mod) and isinstance(first, Const):
            return percent(node, str(first.value), lambda key: self.argument_of_percent(node, second, key, state))
        return None

    def argument_of_percent(self, node: ast.AST, given: Value, key: int | str, state: State) -> Value | None:
        """Return what ``%`` puts in a place, or under a name."""
        record = state.record(given)
        if isinstance(key, str):
            if record is not None and record.kind == "dict" and Const.of(key) in record.slots:
                return record.slots[Const.of(key)]
            return symbol(node, "item", given, Const.of(key)) if isinstance(given, Symbol) else None
        if isinstance(given, Tuple):
            return given.items[key] if key < len(given.items) else None
        if key == 0 or not isinstance(given, Symbol):
            return given if key == 0 else None
        return symbol(node, "item", given, Const.of(key))

    def evaluate_JoinedStr(self, node: ast.JoinedStr, state: State) -> Results:
        pieces = [each.value if isinstance(each, ast.FormattedValue) else each for each in node.values]
        results: Results = []
        for after, values in self.evaluate_all(pieces, state):
            parts = [
                self.shown(each, value) if isinstance(each, ast.FormattedValue) else value
                for each, value in zip(node.values, values, strict=True)
            ]
            results.append((after, text(node, parts)))
        return results

    def shown(self, node: ast.FormattedValue, value: Value) -> Value:
        """Return a value as its place in an f-string shows it."""
        how = node.format_spec.values if isinstance(node.format_spec, ast.JoinedStr) else []
        if not all(isinstance(each, ast.Constant) for each in how):
            return symbol(node, "call", Symbol("format"), node, *self.here())
        plain = "".join(str(each.value) for each in how if isinstance(each, ast.Constant))
        return shaped(node, value, chr(node.conversion) if node.conversion != -1 else "", plain)
