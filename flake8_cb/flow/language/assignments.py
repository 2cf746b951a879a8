"""Assignments: how targets are bound and deleted."""

from __future__ import annotations

import ast

from flake8_cb.flow.domain.state import State
from flake8_cb.flow.domain.values import Bound, Const, Function, Obj, Symbol, Tuple, Value, owner_of_dict, symbol
from flake8_cb.flow.language.annotations import Annotations
from flake8_cb.flow.language.inspecting import forget_data
from flake8_cb.flow.language.items import constant_slice
from flake8_cb.flow.language.methods import refill
from flake8_cb.flow.machine.frames import Arguments
from flake8_cb.sdk.reader import StubFunction


class Assignments(Annotations):
    """Binds targets."""

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
            if isinstance(target.slice, ast.Slice):
                self.set_slice(target.slice, owner, value, state)
            elif place is not None and -len(keys) <= place < len(keys):
                state.put(owner, keys[place], value)
            else:
                self.set_unknown_place(target, owner, key, value, state)
            self.pool(state, owner, value)
        elif record is not None and record.cls is not None:
            found, _, _ = self.find(state, self.mro(state, record.cls), "__setitem__")
            if isinstance(found, (Function, StubFunction)):
                return [after for after, _ in self.call(Bound(found, owner), Arguments((key, value)), target, state)]
            self.keep_outside(state, [value])
            state.edit(owner).exact = False  # what it holds is not known wholly
        elif (changed := owner_of_dict(owner)) is not None:
            if isinstance(key, Const):
                return self.set_attribute(changed, str(key.value), value, target, state)
            self.keep_outside(state, [value])
            forget_data(self, changed, target, state, (key, value))
        else:
            self.keep_outside(state, [value])
            contents = self.contents(owner)
            if contents is not None:
                state.put(contents, key, value)
            if isinstance(owner, Symbol):
                state.facts[Symbol("in", key, owner)] = True
        return [state]

    def set_unknown_place(self, target: ast.Subscript, owner: Value, key: Value, value: Value, state: State) -> None:
        """Put an item into a list at a place that is not known; a list of constants is made to be filled so."""
        record = state.edit(owner)
        before = [name for name in record.slots if isinstance(name, int)]
        if before and all(isinstance(record.slots[name], Const) for name in before):
            for name in before:
                state.drop(owner, name)
            record.exact = True
        elif before or not record.slots:
            record.exact = False
        record.grown |= bool(self.frame.loops)
        state.put(owner, symbol(target, "place", key), value)

    def set_slice(self, part: ast.Slice, owner: Value, value: Value, state: State) -> None:
        """Put items into a list in the place of others; where either is not known it may hold anything."""
        bounds = [bound for bound in (part.lower, part.upper, part.step) if bound is not None]
        is_constant = all(isinstance(bound, (ast.Constant, ast.UnaryOp)) for bound in bounds)
        known, new = self.items(owner, state) if is_constant else None, self.items(value, state)
        try:
            items = list(known or ())
            items[constant_slice(part)] = new or ()
        except ValueError:  # of an extended slice and another number of items
            known = None
        if known is None or new is None:
            state.edit(owner).exact = False
            return
        with self.holding([*known, *new]):
            refill(state, owner, items)
        for item in new:
            self.pool(state, owner, item)

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
                method = self.method(after, values[0], "__delitem__") if isinstance(values[0], Obj) else None
                if method is not None:
                    found += [each for each, _ in self.call(method, Arguments((values[1],)), target, after)]
                    continue
                if record is not None and record.kind == "dict" and values[1] in record.slots:
                    after.drop(values[0], values[1])
                elif (
                    record is not None
                    and record.kind == "list"
                    and (place := place_of(values[1], len(record.slots))) is not None
                ):
                    after.drop(values[0], list(record.slots)[place])
                elif record is not None and record.kind == "list" and isinstance(target.slice, ast.Slice):
                    self.set_slice(target.slice, values[0], Tuple(()), after)
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


def place_of(key: Value, length: int) -> int | None:
    """Return the place in a sequence of that length that a constant key names, or None."""
    place = key.value if isinstance(key, Const) else None
    return place if isinstance(place, int) and -length <= place < length else None
