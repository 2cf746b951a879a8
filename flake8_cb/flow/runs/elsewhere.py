"""Elsewhere: methods that the bases of a class bring along from other files, and that never come back to this one.

What such a method does with an object of the class is what it does with one of its base, of which the base's own file
tells. It need not be run once more here, where nothing in it has a line.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from typing import Any

from flake8_cb.flow.domain.record import SCOPES
from flake8_cb.flow.domain.state import State
from flake8_cb.flow.domain.values import FunctionNode, Obj, Value, definition_of, parts
from flake8_cb.flow.machine.machine import Machine
from flake8_cb.flow.names.scopes import arguments_of
from flake8_cb.flow.runs.heirs import function_of
from flake8_cb.flow.runs.order import names_read
from flake8_cb.trees import walk

#: Methods that are called where attributes of any name are read or set.
ATTRIBUTE_METHODS = frozenset({"__getattr__", "__getattribute__", "__setattr__", "__delattr__"})


class Elsewhere:
    """Answers whether a method may come back to the linted file."""

    def __init__(self, machine: Machine) -> None:
        self.machine = machine

    def stays_there(self, method: FunctionNode, cls: Obj, instances: Callable[[], list[tuple[State, Value]]]) -> bool:
        """Report whether nothing that a method of another file does with instances of a class leads to this file.

        One that waits for coroutines counts as if it came back: what it connects, this file may drop the closing of.
        """
        if method in self.machine.linted.nodes or isinstance(method, ast.AsyncFunctionDef):
            return False
        return not any(self._comes_back(method, cls, state, made) for state, made in instances())

    def _comes_back(self, method: FunctionNode, cls: Obj, state: State, made: Value) -> bool:
        order = self.machine.mro(state, cls)
        own = {name for each in order if self._is_own(each, state) for name in slots_of(each, state)}
        others = [each for each in order if not self._is_own(each, state)]
        asked, reached = names_asked_for(method, others, state)
        if asked is None or not own.isdisjoint(asked | ATTRIBUTE_METHODS):
            return True
        kept = [value for each in reached for name, value in slots_of(each, state).items() if name in asked]
        return self._leads_back([made], made, state) or self._leads_back(kept, made, state)

    def _leads_back(self, values: list[Value], made: Value, state: State) -> bool:
        """Report whether values lead to anything that the linted file defines, or from other objects to ``made``."""
        reached = state.reachable(values, scopes=False)
        held = [value for each in reached for value in slots_of(each, state).values()]
        beside = [each for each in values if each != made]
        return any(each == made or self._is_own(each, state) for value in (*held, *beside) for each in whole(value))

    def _is_own(self, value: Value, state: State) -> bool:
        """Report whether a value is what the linted file defines, or an object of it."""
        record = state.record(value)
        if record is not None and isinstance(value, Obj):
            defined = value if record.kind in SCOPES else record.cls
            return isinstance(defined, Obj) and defined.site in self.machine.linted.nodes
        return definition_of(value) in self.machine.linted.nodes


def names_asked_for(
    method: FunctionNode, classes: list[Value], state: State
) -> tuple[frozenset[str] | None, list[Value]]:
    """Return the names that a method reads, and those that what it leads to reads; and the scopes that have them.

    That are methods of these classes, functions of their modules, and those of modules that these name. No names: it
    hands its object on, or imports something, so that others may read any name.
    """
    asked: set[str] = set()
    scopes = list(dict.fromkeys((*classes, *(state.module_of(each) for each in classes if isinstance(each, Obj)))))
    looked_up: set[tuple[Value, str]] = set()
    todo: list[FunctionNode] = [method]
    for each in todo:  # it grows meanwhile, as the scopes do
        if hands_on(each):
            return None, []
        asked |= names_read(each)
        for scope in scopes:
            slots = slots_of(scope, state)
            for name in [name for name in slots if name in asked and (scope, name) not in looked_up]:
                looked_up.add((scope, name))
                value, function = slots[name], function_of(slots[name])
                if function is not None:
                    todo.append(function.node)
                    value = state.module_of(function.scope)
                record = state.record(value)
                if record is not None and record.kind == "module" and value not in scopes:
                    scopes.append(value)
    return frozenset(asked), scopes


def slots_of(scope: Value, state: State) -> dict[Any, Value]:
    """Return what an object holds."""
    record = state.record(scope)
    return record.slots if record is not None else {}


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
