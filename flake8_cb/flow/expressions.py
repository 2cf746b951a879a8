"""Expressions: how each kind of expression is evaluated."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Iterable
from typing import Any

from flake8_cb.flow.builtins import BUILTIN_NAMES, leaves_or_logs
from flake8_cb.flow.calls import Calls, Consumer
from flake8_cb.flow.keys import keys, lacks
from flake8_cb.flow.machine import DEEPEST_EXPRESSION, Arguments, Frame, Results
from flake8_cb.flow.objects import is_none
from flake8_cb.flow.scopes import arguments_of, names_of
from flake8_cb.flow.state import RESULT, Record, State
from flake8_cb.flow.values import (
    FALSE,
    NONE,
    TRUE,
    Bound,
    Builtin,
    Const,
    Function,
    FunctionNode,
    Obj,
    Partial,
    Symbol,
    Tuple,
    Value,
    leads,
    symbol,
)
from flake8_cb.sdk.reader import StubFunction

#: Turns of a loop over items that are not known, and items of a known sequence, that are followed.
MOST_TURNS = 3
MOST_ITEMS = 8

_ARITHMETIC: dict[type, Callable[[object, object], object]] = {
    ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul,
    ast.Mod: operator.mod, ast.FloorDiv: operator.floordiv, ast.BitOr: operator.or_, ast.BitAnd: operator.and_,
}  # fmt: skip
_ORDER: dict[type, Callable[[Any, Any], Any]] = {
    ast.Lt: operator.lt, ast.LtE: operator.le, ast.Gt: operator.gt, ast.GtE: operator.ge,
}  # fmt: skip

#: The longest text that is computed.
LONGEST_TEXT = 4096


class Expressions(Calls):
    """Evaluates expressions."""

    def evaluate(self, node: ast.expr, state: State) -> Results:
        """Return what the expression may evaluate to, each with the state after it."""
        method: Callable[[ast.expr, State], Results] | None = getattr(self, f"evaluate_{type(node).__name__}", None)
        if method is None or self.nesting >= DEEPEST_EXPRESSION:
            return [(state, symbol(node, "expression", node, *self.here()))]
        self.nesting += 1
        try:
            return method(node, state)
        finally:
            self.nesting -= 1

    def evaluate_all(self, nodes: Iterable[ast.expr], state: State) -> list[tuple[State, list[Value]]]:
        """Evaluate one after the other."""
        found: list[tuple[State, list[Value]]] = [(state, [])]
        for node in nodes:
            following = []
            for before, values in found:
                with self.holding(values):
                    following += [(after, [*values, value]) for after, value in self.evaluate(node, before)]
            found = following
        return found

    # names and constants

    def evaluate_Constant(self, node: ast.Constant, state: State) -> Results:
        return [(state, Const.of(node.value))]

    def evaluate_Name(self, node: ast.Name, state: State) -> Results:
        value = self.look_up(node.id, state)
        if value is None:
            self.throw(state, Builtin("NameError"))
            return []
        return [(state, value)]

    def look_up(self, name: str, state: State) -> Value | None:
        """Return what the name is bound to here; None for a name that this path has not bound yet."""
        scope: Obj | None = self.frame.scope
        first = True
        while scope is not None:
            record = state.heap[scope]
            names = names_of(scope.site)
            if name in names.globals:
                while record.parent is not None:
                    record = state.heap[record.parent]
                if name in record.slots:
                    return record.slots[name]
                return None if name in names_of(self.tree).bound else self.builtin(name)
            if (first or record.kind != "class") and name not in names.nonlocals:
                if name in record.slots:
                    return record.slots[name]
                if name in names.bound and record.kind != "class":
                    return None
            first = False
            scope = record.parent
        return self.builtin(name)

    def builtin(self, name: str) -> Value:
        if name == "__name__":
            return Symbol("name of module")
        return Builtin(name) if name in BUILTIN_NAMES else Symbol("name", name)

    def scope_of(self, name: str, state: State) -> Obj:
        """Return the scope in which an assignment here binds the name."""
        scope = self.frame.scope
        names = names_of(scope.site)
        record = state.heap[scope]
        if name in names.globals:
            while record.parent is not None:
                scope = record.parent
                record = state.heap[scope]
        elif name in names.nonlocals:
            while record.parent is not None:
                scope = record.parent
                record = state.heap[scope]
                if record.kind == "function" and name in names_of(scope.site).bound:
                    break
        return scope

    # operators

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
        function = _ARITHMETIC.get(type(node.op))
        right = self.plain(second, state)
        if isinstance(first, Const) and right is not None and function is not None:
            # Only small and safe arithmetic is computed.
            if isinstance(first.value, (str, int, float)) and not isinstance(node.op, ast.Mult):
                try:
                    made = function(first.value, right)
                except (TypeError, ValueError, ArithmeticError, LookupError):
                    made = None
                if isinstance(made, (int, float)) or (isinstance(made, str) and len(made) <= LONGEST_TEXT):
                    return Const.of(made)
        if isinstance(node.op, ast.Add):
            lists = [self.items(each, state) for each in (first, second)]
            if all(each is not None for each in lists) and isinstance(first, Tuple) == isinstance(second, Tuple):
                joined = [item for each in lists for item in each or ()]
                if isinstance(first, Tuple):
                    return Tuple(tuple(joined))
                return self.container(state, "list", enumerate(joined), node)
        return symbol(node, "operator", type(node.op).__name__, first, second)

    def plain(self, value: Value, state: State) -> object | None:
        """Return the Python value of a constant or of a tuple or dict of constants, or None."""
        if isinstance(value, Const):
            return value.value
        if isinstance(value, Tuple) and all(isinstance(item, Const) for item in value.items):
            return tuple(item.value for item in value.items if isinstance(item, Const))
        record = state.record(value)
        if record is not None and record.kind == "dict" and record.exact:
            if all(isinstance(key, Const) and isinstance(item, Const) for key, item in record.slots.items()):
                return {key.value: getattr(item, "value", None) for key, item in record.slots.items()}
        return None

    def evaluate_UnaryOp(self, node: ast.UnaryOp, state: State) -> Results:
        if isinstance(node.op, ast.Not):
            return [(after, FALSE if truth else TRUE) for after, truth in self.branch(node.operand, state)]
        results: Results = []
        for after, value in self.evaluate(node.operand, state):
            if isinstance(node.op, ast.USub) and isinstance(value, Const) and isinstance(value.value, (int, float)):
                results.append((after, Const.of(-value.value)))
            else:
                results.append((after, symbol(node, "operator", type(node.op).__name__, value)))
        return results

    def evaluate_BoolOp(self, node: ast.BoolOp, state: State) -> Results:
        results: Results = []
        going_on = [state]
        stops_at = isinstance(node.op, ast.Or)
        for place, operand in enumerate(node.values):
            following = []
            for before in going_on:
                for after, value in self.evaluate(operand, before):
                    if place == len(node.values) - 1:
                        results.append((after, value))
                        continue
                    for decided, truth in self.decide(value, after):
                        if truth is stops_at:
                            results.append((decided, value))
                        else:
                            following.append(decided)
            going_on = following
        return results

    def evaluate_IfExp(self, node: ast.IfExp, state: State) -> Results:
        results: Results = []
        for after, truth in self.branch(node.test, state):
            results += self.evaluate(node.body if truth else node.orelse, after)
        return results

    def evaluate_Compare(self, node: ast.Compare, state: State) -> Results:
        results: Results = []
        for after, values in self.evaluate_all([node.left, *node.comparators], state):
            made: Value = TRUE
            for operation, first, second in zip(node.ops, values, values[1:], strict=False):
                made = self.compare(node, operation, first, second, after)
                if made != TRUE:
                    break
            results.append((after, made))
        return results

    def compare(self, node: ast.Compare, operation: ast.cmpop, first: Value, second: Value, state: State) -> Value:
        """Return the outcome of one comparison, as a condition where it is not known."""
        turned = isinstance(operation, (ast.IsNot, ast.NotEq, ast.NotIn))
        known: bool | None = None
        condition: Symbol
        if isinstance(operation, (ast.Is, ast.IsNot, ast.Eq, ast.NotEq)):
            if first == NONE:
                first, second = second, first
            if second == NONE:
                known, condition = self.known_none(first, state), is_none(first)
            else:
                known, condition = self.equal(first, second, state), symbol(node, "equal", first, second)
        elif isinstance(operation, (ast.In, ast.NotIn)):
            known, condition = self.contains(second, first, state)
        else:
            function = _ORDER[type(operation)]
            condition = symbol(node, "order", type(operation).__name__, first, second)
            if isinstance(first, Const) and isinstance(second, Const):
                try:
                    known = function(first.value, second.value)
                except TypeError:
                    known = None
            elif second == Const.of(0) and isinstance(first, Symbol) and first.key[0] == "child process":
                known = isinstance(operation, (ast.Gt, ast.GtE))
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
            pid, other = (first, second) if isinstance(first, Symbol) else (second, first)
            if isinstance(pid, Symbol) and pid.key[0] == "child process" and isinstance(other, Const):
                return False  # the parent of a fork is given a number that is not zero
            if pid == Symbol("attribute", Symbol("module", "pty"), "CHILD"):
                return bool(isinstance(other, Const) and other.value == 0)
            return None
        if any(isinstance(each, (Obj, Function)) for each in (first, second)):
            return False
        return None

    def contains(self, container: Value, item: Value, state: State) -> tuple[bool | None, Symbol]:
        record = state.record(container)
        if isinstance(container, Tuple) or (record is not None and record.kind in ("list", "dict", "set")):
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
        if isinstance(container, Const) and isinstance(item, Const) and isinstance(container.value, (str, tuple)):
            try:
                return item.value in container.value, Symbol("in", item, container)
            except TypeError:
                return None, Symbol("in", item, container)
        return None, Symbol("in", item, container)

    def decide(self, value: Value, state: State) -> list[tuple[State, bool]]:
        """Split the state by the truth of a value; the same unchanged condition goes the same way twice."""
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
        return [found for after, value in self.evaluate(test, state) for found in self.decide(value, after)]

    # texts and displays

    def evaluate_JoinedStr(self, node: ast.JoinedStr, state: State) -> Results:
        pieces = [each.value if isinstance(each, ast.FormattedValue) else each for each in node.values]
        results: Results = []
        for after, values in self.evaluate_all(pieces, state):
            plain = all(
                not isinstance(each, ast.FormattedValue) or (each.conversion == -1 and each.format_spec is None)
                for each in node.values
            )
            if plain and all(isinstance(value, Const) for value in values):
                text = "".join(str(value.value) for value in values if isinstance(value, Const))
                results.append((after, Const.of(text[:LONGEST_TEXT])))
            else:
                results.append((after, symbol(node, "text", *values)))
        return results

    def evaluate_Tuple(self, node: ast.Tuple, state: State) -> Results:
        results: Results = []
        for after, values in self.evaluate_all(node.elts, state):
            items = self.unstarred(node.elts, values, after)
            results.append(
                (
                    after,
                    Tuple(tuple(items)) if items is not None else symbol(node, "tuple", node, *self.here()),
                )
            )
        return results

    def unstarred(self, nodes: list[ast.expr], values: list[Value], state: State) -> list[Value] | None:
        items: list[Value] = []
        for node, value in zip(nodes, values, strict=True):
            if isinstance(node, ast.Starred):
                more = self.items(value, state)
                if more is None:
                    return None
                items += more
            else:
                items.append(value)
        return items

    def evaluate_List(self, node: ast.List | ast.Set, state: State) -> Results:
        kind = "list" if isinstance(node, ast.List) else "set"
        results: Results = []
        for after, values in self.evaluate_all(node.elts, state):
            items = self.unstarred(node.elts, values, after)
            made = self.container(after, kind, enumerate(items or values), node, exact=items is not None)
            self.pool_made(node.elts, values, made, after)
            results.append((after, made))
        return results

    evaluate_Set = evaluate_List

    def pool_made(self, nodes: list[ast.expr], values: list[Value], container: Obj, state: State) -> None:
        """Connections that a display itself opens are kept together on purpose; a list of older ones is only a list."""
        for node, value in zip(nodes, values, strict=True):
            if isinstance(node, (ast.Call, ast.Await)):
                self.pool(state, container, value)

    def evaluate_Dict(self, node: ast.Dict, state: State) -> Results:
        keys = [key for key in node.keys if key is not None]
        results: Results = []
        for before, names in self.evaluate_all(keys, state):
            for after, values in self.evaluate_all(node.values, before):
                exact, items, left = True, [], list(names)
                for key, value in zip(node.keys, values, strict=True):
                    if key is not None:
                        items.append((left.pop(0), value))
                        continue
                    record = after.record(value)
                    if record is not None and record.kind == "dict":
                        items += list(record.slots.items())
                        exact &= record.exact
                    else:
                        exact = False
                made = self.container(after, "dict", items, node, exact=exact)
                self.pool_made(node.values, values, made, after)
                results.append((after, made))
        return results

    def evaluate_Starred(self, node: ast.Starred, state: State) -> Results:
        results: Results = []
        for after, value in self.evaluate(node.value, state):
            if self.is_expression(after, value):
                for read, items in self.read_all(value, node, after):
                    results.append(
                        (
                            read,
                            self.container(read, "list", enumerate(items or ()), node, exact=items is not None),
                        )
                    )
            else:
                results.append((after, value))
        return results

    def evaluate_Slice(self, node: ast.Slice, state: State) -> Results:
        return [(state, symbol(node, "slice", node))]

    def evaluate_NamedExpr(self, node: ast.NamedExpr, state: State) -> Results:
        return [
            (each, value)
            for after, value in self.evaluate(node.value, state)
            for each in self.assign(node.target, value, after)
        ]

    def evaluate_Lambda(self, node: ast.Lambda, state: State) -> Results:
        return [(after, function) for after, function in self.function(node, state)]

    def function(self, node: FunctionNode, state: State) -> list[tuple[State, Function]]:
        """Make a function: its defaults are evaluated now, its body closes over this scope."""
        spec = node.args
        named = [*spec.posonlyargs, *spec.args]
        pairs = list(zip(named[len(named) - len(spec.defaults) :], spec.defaults, strict=True))
        pairs += [
            (argument, default) for argument, default in zip(spec.kwonlyargs, spec.kw_defaults, strict=True) if default
        ]
        results = []
        for after, values in self.evaluate_all([default for _, default in pairs], state):
            defaults = tuple((argument.arg, value) for (argument, _), value in zip(pairs, values, strict=True))
            scope = self.frame.scope
            after.capture(scope)
            owner = scope if after.heap[scope].kind == "class" else None
            results.append((after, Function(node, scope, defaults, owner)))
        return results

    # attributes and items

    def evaluate_Attribute(self, node: ast.Attribute, state: State) -> Results:
        results: Results = []
        for after, value in self.evaluate(node.value, state):
            if value == NONE:
                self.throw(after, Builtin("AttributeError"))
                continue
            results += self.attribute(value, node.attr, node, after)
        return results

    def evaluate_Subscript(self, node: ast.Subscript, state: State) -> Results:
        results: Results = []
        for after, values in self.evaluate_all([node.value, node.slice], state):
            results += self.item(node, values[0], values[1], after)
        return results

    def item(self, node: ast.Subscript, value: Value, key: Value, state: State) -> Results:
        record = state.record(value)
        if isinstance(value, Tuple) and isinstance(key, Const) and isinstance(key.value, int):
            if -len(value.items) <= key.value < len(value.items):
                return [(state, value.items[key.value])]
        if record is not None and record.kind == "dict":
            if key in record.slots:
                return [(state, record.slots[key])]
            if lacks(record, key):
                self.throw(state, Builtin("KeyError"))
                return []
            if record.exact and not isinstance(key, Const):
                return self.any_of(list(record.slots.values()), symbol(node, "item", value, key), state)
        if record is not None and record.kind == "list":
            items = list(record.slots.values())
            if isinstance(key, Const) and isinstance(key.value, int) and -len(items) <= key.value < len(items):
                return [(state, items[key.value])]
            if isinstance(node.slice, ast.Slice):
                return [(state, self.container(state, "list", enumerate(items), node))]  # on some run it is all
            if record.exact and not isinstance(key, Const):
                return self.any_of(items, symbol(node, "item", value, key), state)
        if record is not None and record.cls is not None:
            name = "__getitem__"
            found, _, _ = self.find(state, self.mro(state, record.cls), name)
            if isinstance(found, (Function, StubFunction)):
                return self.call(Bound(found, value), Arguments((key,)), node, state)
            if record.kind == RESULT and not self.read(state, value, node, "indexing"):
                return []
        return [(state, symbol(node, "item", value, key))]

    def any_of(self, values: list[Value], unknown: Value, state: State) -> Results:
        """Return the values that lead to something, each on a path of its own, or the unknown one if none does."""
        leading = [each for each in dict.fromkeys(values) if not isinstance(each, (Const, Symbol))]
        if not leading or len(leading) > MOST_ITEMS:
            return [(state, unknown)]
        others = [state.copy() for _ in leading[1:]]
        return list(zip([state, *others], leading, strict=True))

    # calls

    def evaluate_Call(self, node: ast.Call, state: State) -> Results:
        results: Results = []
        for after, function in self.evaluate(node.func, state):
            with self.holding([function]):
                for ready, arguments in self.arguments(node, after):
                    if not leaves_or_logs(function):
                        self.may_raise(ready)
                    with self.holding(arguments.values()):
                        results += self.call(function, arguments, node, ready)
        for after, value in results:
            after.dirty |= leads(value)  # nothing may hold it when the statement ends
        return results

    def arguments(self, node: ast.Call, state: State) -> list[tuple[State, Arguments]]:
        found = []
        for before, values in self.evaluate_all(node.args, state):
            for after, named in self.evaluate_all([keyword.value for keyword in node.keywords], before):
                positional = self.unstarred(node.args, values, after)
                exact = positional is not None
                if positional is None:
                    positional = [
                        value
                        for each, value in zip(node.args, values, strict=True)
                        if not isinstance(each, ast.Starred)
                    ]
                keywords: list[tuple[str, Value]] = []
                for keyword, value in zip(node.keywords, named, strict=True):
                    if keyword.arg is not None:
                        keywords.append((keyword.arg, value))
                        continue
                    record = after.record(value)
                    if record is not None and record.kind == "dict":
                        keywords += [
                            (str(key.value), item) for key, item in record.slots.items() if isinstance(key, Const)
                        ]
                        exact &= record.exact
                    elif isinstance(value, Partial):
                        keywords += value.keywords
                    else:
                        exact = False
                found.append((after, Arguments(tuple(positional), tuple(keywords), exact)))
        return found

    def evaluate_Await(self, node: ast.Await, state: State) -> Results:
        results: Results = []
        for after, value in self.evaluate(node.value, state):
            call = node.value if isinstance(node.value, ast.Call) else node
            results += self.wait_for(value, call, after)
        return results

    def evaluate_Yield(self, node: ast.Yield, state: State) -> Results:
        results: Results = []
        frame = self.frame
        for after, value in self.evaluate(node.value, state) if node.value else [(state, NONE)]:
            self.may_raise(after)
            if frame.driven:
                results += self.wait_for(value, node, after)
                continue
            if frame.consumer is None:
                self.keep_outside(after, [value])
                results.append((after, symbol(node, "sent", node, *self.here())))
                continue
            for resumed in frame.consumer(after, value):
                results.append((resumed, symbol(node, "sent", node, *self.here())))
        return results

    def evaluate_YieldFrom(self, node: ast.YieldFrom, state: State) -> Results:
        results: Results = []
        frame = self.frame
        for after, value in self.evaluate(node.value, state):
            if frame.consumer is not None:
                ended = self.consume(value, frame.consumer, node, after)
                if ended is not None:
                    results += [(each, NONE) for each in ended]
                    continue
            for read, _ in self.read_all(value, node, after):
                results.append((read, symbol(node, "sent", node, *self.here())))
        return results

    # comprehensions

    def evaluate_ListComp(self, node: ast.ListComp | ast.SetComp | ast.GeneratorExp, state: State) -> Results:
        kind = "set" if isinstance(node, ast.SetComp) else "list"
        made = self.container(state, kind, [], node)
        state.edit(made).exact = True

        def collect(after: State) -> list[State]:
            found = []
            for each, value in self.evaluate(node.elt, after):
                record = each.edit(made)
                each.put(made, len(record.slots), value)
                self.pool(each, made, value)
                found.append(each)
            return found

        with self.holding([made]):
            return [(after, made) for after in self.comprehend(node.generators, collect, state)]

    evaluate_SetComp = evaluate_ListComp

    def evaluate_GeneratorExp(self, node: ast.GeneratorExp, state: State) -> Results:
        record = Record("generator", parent=self.frame.scope)
        state.capture(self.frame.scope)
        record.put("call", Partial(Symbol("generator expression", node), (), ()))
        return [(state, state.allocate(node, record))]

    def consume_expression(self, node: ast.GeneratorExp, consumer: Consumer, state: State) -> list[State]:
        """Run a generator expression; each value that it yields goes to ``consumer``."""

        def collect(after: State) -> list[State]:
            return [ended for each, value in self.evaluate(node.elt, after) for ended in consumer(each, value)]

        return self.comprehend(node.generators, collect, state)

    def evaluate_DictComp(self, node: ast.DictComp, state: State) -> Results:
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

        with self.holding([made]):
            return [(after, made) for after in self.comprehend(node.generators, collect, state)]

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

    # iteration

    def loop_over(
        self,
        iterable: Value,
        target: ast.expr,
        body: Callable[[State], list[State]],
        node: ast.AST,
        state: State,
        ended: Callable[[State], None] | None = None,
    ) -> list[State]:
        """Run ``body`` for each item; return the states in which the iterable is used up."""
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
            items = self.items(iterable, state)
            turns = list(items[:MOST_ITEMS]) if items is not None else [None] * MOST_TURNS
            left: list[State] = []
            heads = [state]
            seen: list[State] = []
            for turn, item in enumerate(turns):
                self.step()
                entering = []
                for head in heads:
                    if item is None:
                        at_least_once = isinstance(iterable, Symbol) and iterable.key[0] == "many"
                        if turn or not at_least_once:
                            left.append(head.copy())
                    entering.append(head)
                heads = []
                frame.loops.append((node, turn))
                for head in entering:
                    value = item if item is not None else symbol(node, "item", iterable, turn)
                    if (record := head.record(iterable)) is not None and record.kind == "completed":
                        head.pending.pop(value, None)
                    for bound in self.assign(target, value, head):
                        heads += body(bound)
                frame.loops.pop()
                heads = self.thin([head for head in heads if not any(head == other for other in seen)])
                if item is None:
                    seen += [head.copy() for head in heads]
                if not heads:
                    break
            left += heads
            for each in left:
                self.end_iteration(each, iterable, node)
            return self.thin(left)

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
        if record is not None and record.kind == "completed":
            for each in self.items(iterable, state) or [record.slots["tasks"]]:
                state.pending.pop(each, None)
        self.forget_turns(state, node)

    def forget_turns(self, state: State, loop: ast.AST) -> None:
        state.openings = frozenset(each for each in state.openings if not (each[0] == "turn" and each[2] is loop))

    def read_all(self, iterable: Value, node: ast.AST, state: State) -> list[tuple[State, list[Value] | None]]:
        """Read everything that can be iterated over."""
        collected: list[Value] = []

        def take(after: State, value: Value) -> list[State]:
            collected.append(value)
            return [after]

        ended = self.consume(iterable, take, node, state)
        if ended is not None:
            return [(after, list(collected)) for after in ended]
        items = self.items(iterable, state)
        started = self.start_iteration(iterable, node, state)
        if started is None:
            return []
        self.end_iteration(started, iterable, node)
        return [(started, items)]

    def assign(self, target: ast.expr, value: Value, state: State) -> list[State]:
        raise NotImplementedError

    def thin(self, states: list[State]) -> list[State]:
        raise NotImplementedError

    def type_parameters(self, function: Function, state: State, scope: Obj) -> None:
        definition = function.node
        if isinstance(definition, ast.Lambda):
            return
        record = state.heap[scope]
        for argument in arguments_of(definition.args):
            value = record.slots.get(argument.arg)
            if argument.annotation is not None and isinstance(value, Symbol) and state.record(value) is None:
                self.type_symbol(value, argument.annotation, argument, state)
                optional = admits_none(argument.annotation) or is_optional(definition.args, argument)
                if state.record(value) is not None and not optional:
                    state.facts[value], state.facts[is_none(value)] = True, False

    def type_symbol(self, value: Symbol, annotation: ast.expr, node: ast.AST, state: State) -> None:
        raise NotImplementedError


def admits_none(annotation: ast.expr) -> bool:
    """Report whether an annotation names None as one of the types."""
    return any(
        (isinstance(each, ast.Constant) and each.value is None)
        or getattr(each, "id", getattr(each, "attr", "")) == "Optional"
        for each in ast.walk(annotation)
    ) or (
        isinstance(annotation, ast.Constant)
        and isinstance(annotation.value, str)
        and ("None" in annotation.value or "Optional" in annotation.value)
    )


def is_optional(arguments: ast.arguments, argument: ast.arg) -> bool:
    """Report whether the parameter's default is None."""
    named = [*arguments.posonlyargs, *arguments.args]
    pairs: list[tuple[ast.arg, ast.expr | None]] = list(
        zip(named[len(named) - len(arguments.defaults) :], arguments.defaults, strict=True)
    )
    pairs += zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)
    return any(
        each is argument and isinstance(default, ast.Constant) and default.value is None for each, default in pairs
    )


__all__ = ["Expressions", "Frame"]
