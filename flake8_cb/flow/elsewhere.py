"""Elsewhere: methods that the bases of a class bring along from other files, and that never come back to this one.

What such a method does with an object of the class is what it does with one of its base, of which the base's own file
tells. It need not be run once more here, where nothing in it has a line.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from flake8_cb.flow.heirs import function_of
from flake8_cb.flow.machine import Machine
from flake8_cb.flow.order import names_read
from flake8_cb.flow.record import SCOPES, Record
from flake8_cb.flow.scopes import arguments_of
from flake8_cb.flow.state import State
from flake8_cb.flow.values import FunctionNode, Obj, Value, definition_of, parts
from flake8_cb.trees import walk

#: Methods that are called where attributes of any name are read or set.
ATTRIBUTE_METHODS = frozenset({"__getattr__", "__getattribute__", "__setattr__", "__delattr__"})


class Elsewhere:
    """Answers whether a method may come back to the linted file."""

    def __init__(self, machine: Machine) -> None:
        self.machine = machine
        self._led_back: dict[Value, tuple[State, bool]] = {}

    def stays_there(self, method: FunctionNode, cls: Obj, instances: list[tuple[State, Value]]) -> bool:
        """Report whether nothing that a method of another file does with instances of a class leads to this file.

        One that waits for coroutines counts as if it came back: what it connects, this file may drop the closing of.
        """
        if method in self.machine.linted.nodes or isinstance(method, ast.AsyncFunctionDef):
            return False
        return not any(self._comes_back(method, cls, state, made) for state, made in instances)

    def _comes_back(self, method: FunctionNode, cls: Obj, state: State, made: Value) -> bool:
        order = [(each, record) for each in self.machine.mro(state, cls) if (record := state.record(each))]
        own = {name for each, record in order if self._is_own(each, state) for name in record.slots}
        others = [(each, record) for each, record in order if not self._is_own(each, state)]
        asked = names_asked_for(method, [record for _, record in others])
        return asked is None or not own.isdisjoint(asked | ATTRIBUTE_METHODS) or self._leads_back(made, others, state)

    def _leads_back(self, made: Value, classes: list[tuple[Value, Record]], state: State) -> bool:
        """Report whether an object, its classes or their modules hold anything that the linted file defines."""
        known = self._led_back.get(made)
        if known is None or known[0] is not state:
            holders = [record for _, record in classes]
            modules = dict.fromkeys(state.module_of(each) for each, _ in classes if isinstance(each, Obj))
            holders += [record for each in modules if (record := state.record(each))]
            held = [value for record in holders for value in record.slots.values()]
            reached = state.reachable([made, *held], scopes=False)
            held += [value for each in reached if (record := state.record(each)) for value in record.slots.values()]
            found = any(each == made or self._is_own(each, state) for value in held for each in whole(value))
            self._led_back[made] = known = (state, found)
        return known[1]

    def _is_own(self, value: Value, state: State) -> bool:
        """Report whether a value is what the linted file defines, or an object of it."""
        record = state.record(value)
        if record is not None and isinstance(value, Obj):
            defined = value if record.kind in SCOPES else record.cls
            return isinstance(defined, Obj) and defined.site in self.machine.linted.nodes
        return definition_of(value) in self.machine.linted.nodes


def names_asked_for(method: FunctionNode, classes: list[Record]) -> frozenset[str] | None:
    """Return the names that a method reads, and those that methods of these classes read which it leads to.

    None: it hands its object on, or imports something, so that others may read any name.
    """
    found: set[str] = set()
    todo: list[FunctionNode] = [method]
    for each in todo:  # it grows meanwhile
        if hands_on(each):
            return None
        new = names_read(each) - found
        found |= new
        values = (value for record in classes for name, value in record.slots.items() if name in new)
        todo += (function.node for function in map(function_of, values) if function is not None)
    return frozenset(found)


def hands_on(method: FunctionNode) -> bool:
    """Report whether a method imports something or uses its object otherwise than for its attributes."""
    inside = walk(method)
    subject = next((each.arg for each in arguments_of(method.args)), "")
    looked_into = {id(each.value) for each in inside if isinstance(each, ast.Attribute)}
    return any(
        isinstance(each, (ast.Import, ast.ImportFrom))
        or (isinstance(each, ast.Name) and each.id == subject and id(each) not in looked_into)
        for each in inside
    )


def whole(value: Value) -> Iterator[Value]:
    """Yield a value and what it holds by itself."""
    yield value
    for each in parts(value):
        yield from whole(each)
