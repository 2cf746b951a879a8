"""Items: what stands under a key or at a place of a collection."""

from __future__ import annotations

import ast

from flake8_cb.flow.domain.enumerations import is_enumeration
from flake8_cb.flow.domain.keys import lacks
from flake8_cb.flow.domain.record import RESULT
from flake8_cb.flow.domain.state import State
from flake8_cb.flow.domain.values import (
    Bound,
    Builtin,
    Const,
    Function,
    Symbol,
    Tuple,
    Value,
    is_none,
    leads,
    qualified_name,
    symbol,
)
from flake8_cb.flow.language.conditions import namespace
from flake8_cb.flow.language.iteration import MOST_ITEMS, place_of
from flake8_cb.flow.language.operators import Operators
from flake8_cb.flow.machine.frames import Arguments, Results
from flake8_cb.sdk.reader import StubClass, StubFunction


class Items(Operators):
    """Looks items up."""

    def evaluate_Slice(self, node: ast.Slice, state: State) -> Results:
        return [(state, symbol(node, "slice", node))]

    def evaluate_Subscript(self, node: ast.Subscript, state: State) -> Results:
        results: Results = []
        for after, values in self.evaluate_all([node.value, node.slice], state):
            self.read_container(values[0], after)
            self.read_data(*values)
            results += self.item(node, values[0], values[1], after)
        return results

    def item(self, node: ast.Subscript, value: Value, key: Value, state: State) -> Results:
        record = state.record(value)
        if record is None and (kept := self.kept_item(value, key, state)) is not None:
            return [(state, kept)]
        if isinstance(value, Tuple) and isinstance(key, Const) and isinstance(key.value, int):
            if -len(value.items) <= key.value < len(value.items):
                return [(state, value.items[key.value])]
        if isinstance(value, Tuple) and isinstance(node.slice, ast.Slice):
            return [(state, Tuple(value.items[constant_slice(node.slice)]))]
        if record is not None and record.kind == "dict":
            if key in record.slots:
                return [(state, record.slots[key])]
            if record.default is not None and (lacks(record, key) or not isinstance(key, Const)):
                return self.default_item(value, key, node, state)
            if lacks(record, key):
                self.throw(state, Builtin("KeyError"))
                return []
            self.note_table(record, node)
            # What was put in under a key that is not known stands under another one than this.
            if record.exact and not isinstance(key, Const) and all(isinstance(each, Const) for each in record.slots):
                return self.any_of(list(record.slots.values()), symbol(node, "item", value, key), state)
        if record is not None and record.kind == "list":
            items = list(record.slots.values())
            if isinstance(key, Const) and isinstance(key.value, int) and -len(items) <= key.value < len(items):
                return [(state, items[key.value])]
            if (put := record.slots.get(symbol(node, "place", key))) is not None:
                return [(state, put)]
            if record.exact and (place := place_of(key)) is not None and place < len(items):
                return [(state, items[place])]
            # Of data that a loop has put there one item stands for many.
            is_whole = record.exact and not record.grown
            if isinstance(node.slice, ast.Slice) and (is_whole or takes_one(node.slice) or any(map(leads, items))):
                part = items[constant_slice(node.slice)]
                return [(state, self.container(state, "list", enumerate(part), node))]
            # What was put at a place that is not known stands at another one than this.
            if record.exact and not isinstance(key, Const) and all(isinstance(each, int) for each in record.slots):
                return self.any_of(items, symbol(node, "item", value, key), state)
        if record is not None and record.kind == "class" and is_type(key, state):
            order = self.mro(state, value)
            if not is_enumeration(order) and self.find(state, order, "__class_getitem__")[1] is None:
                return [(state, value)]  # a generic class with its parameters makes what it makes without them
        if record is not None and record.kind == "instance" and (held := self.items(value, state)) is not None:
            return self.item(node, Tuple(tuple(held)), key, state)
        if record is not None and record.cls is not None:
            name = "__getitem__"
            found, _, _ = self.find(state, self.mro(state, record.cls), name)
            if isinstance(found, (Function, StubFunction)):
                return self.call(Bound(found, value), Arguments((key,)), node, state)
            if record.kind == RESULT and not self.read(state, value, node, "indexing"):
                return []
        if (owner := namespace(value, state)) is not None:
            if isinstance(key, Const) and key.value in owner.slots:
                return [(state, owner.slots[key.value])]
            self.note_table(owner, node)
        made = symbol(node, "item", value, key)
        if qualified_name(value) == "os.environ":  # what is not there raises
            state.facts[is_none(made)] = False
        return [(state, made)]

    def default_item(self, value: Value, key: Value, node: ast.AST, state: State) -> Results:
        """A ``defaultdict`` makes what it lacks."""
        default = state.heap[value].default
        assert default is not None
        results = self.call(default, Arguments(), node, state)
        for after, made in results:
            after.put(value, key, made)
        return results

    def any_of(self, values: list[Value], unknown: Value, state: State) -> Results:
        """Return the values that lead to something, each on a path of its own, or the unknown one if none does."""
        leading = [each for each in dict.fromkeys(values) if not isinstance(each, (Const, Symbol))]
        if not leading or len(leading) > MOST_ITEMS:
            return [(state, unknown)]
        others = [state.copy() for _ in leading[1:]]
        return list(zip([state, *others], leading, strict=True))


def is_type(value: Value, state: State) -> bool:
    """Report whether a value is a type, or several, by which a generic class may be given its parameters."""
    if isinstance(value, Tuple):
        return all(is_type(each, state) for each in value.items)
    record = state.record(value)
    if record is not None or isinstance(value, (Builtin, StubClass)):
        return record is None or record.kind == "class"
    return isinstance(value, Symbol) and bool(value.name)


def constant_slice(node: ast.Slice) -> slice:
    """Return the slice that constants name; bounds that are not known leave out nothing, as on some run."""
    bounds = []
    for bound in (node.lower, node.upper, node.step):
        try:
            value = ast.literal_eval(bound) if bound is not None else None
        except ValueError:
            value = None
        bounds.append(value if isinstance(value, int) and value else None if value != 0 else 0)
    return slice(bounds[0], bounds[1], bounds[2] or None)


def takes_one(node: ast.Slice) -> bool:
    """Report whether a slice has one item at most, however many there are."""
    part = constant_slice(node)
    return (part.start in (None, 0) and part.stop == 1) or (part.start == -1 and part.stop is None)
