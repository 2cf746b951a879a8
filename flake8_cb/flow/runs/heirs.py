"""Heirs: where the objects of a subclass stand for those of its base, so that a method is run with the former alone.

Without that the cost of a chain of classes would be the square of its length: each is looked at as somebody would make
it, with all its bases.
"""

from __future__ import annotations

from collections import defaultdict

from flake8_cb.flow.domain.state import State
from flake8_cb.flow.domain.values import Descriptor, Function, FunctionNode, Obj, Value
from flake8_cb.flow.machine.machine import Machine
from flake8_cb.flow.runs.order import asked_by

#: Classes, each with the state of the module in which it was looked at.
Looked = list[tuple[State, Obj]]


class Heirs:
    """Answers whether what is to be done for a class was done for a subclass before."""

    def __init__(self, machine: Machine) -> None:
        self.machine = machine
        self._made: Looked = []  # those of which an instance was made from outside
        self._run: defaultdict[FunctionNode, Looked] = defaultdict(list)  # those with whose instances a method was run
        self._initialisers: dict[Obj, FunctionNode | None] = {}
        self._asked_for: dict[Obj, frozenset[str]] = {}

    def note_made(self, cls: Obj, start: State) -> None:
        """An instance of a class was made from outside."""
        self._made.append((start, cls))

    def note_run(self, method: FunctionNode, cls: Obj, start: State) -> None:
        """A method was run with an instance of a class."""
        self._run[method].append((start, cls))

    def were_made(self, cls: Obj, start: State) -> bool:
        """Report whether an instance was made that stands for those of a class."""
        return self._is_stood_for(self._made, cls, start)

    def have_run(self, method: FunctionNode, cls: Obj, start: State) -> bool:
        """Report whether a method was run with an instance that stands for those of a class."""
        return self._is_stood_for(self._run[method], cls, start)

    def _is_stood_for(self, looked: Looked, cls: Obj, start: State) -> bool:
        found = any(before is start and self._stands_for(each, cls, start) for before, each in reversed(looked))
        if found:
            looked.append((start, cls))  # what stands for it stands for its bases, too
        return found

    def _stands_for(self, cls: Obj, base: Obj, state: State) -> bool:
        """Report whether methods that a class inherits do with its instances what they do with those of its base.

        Making one runs the initialiser of the base, of which it leaves nothing out that others may give, and nothing
        that methods of the base ask for is another one in the class.
        """
        order = self.machine.mro(state, cls)
        if base not in order:
            return False
        own = {name for each in order[: order.index(base)] for name in self._slots(each, state)}
        if not own.isdisjoint(self._names_asked_for(base, state)):
            return False
        wanted, first = self._initialiser(base, state), self._initialiser(cls, state)
        if wanted is not first and wanted is not None and has_defaults(wanted):
            return False
        callers, found = [wanted], {wanted}
        for each in callers:  # it grows meanwhile
            new = {event.caller for event in self.machine.trace.calls.get(each, ())} - found
            found |= new
            callers += new
        return wanted is None or first in found

    def _slots(self, cls: Value, state: State) -> dict[object, Value]:
        """Return what a class of the project defines."""
        record = state.record(cls)
        return record.slots if record is not None and record.kind == "class" else {}

    def _names_asked_for(self, cls: Obj, state: State) -> frozenset[str]:
        """Return the names that methods of a class or its bases ask for, other than by ``super()``."""
        if cls not in self._asked_for:
            values = (value for each in self.machine.mro(state, cls) for value in self._slots(each, state).values())
            methods = (method for method in map(function_of, values) if method is not None)
            self._asked_for[cls] = frozenset().union(*(asked_by(method.node) for method in methods))
        return self._asked_for[cls]

    def _initialiser(self, cls: Obj, state: State) -> FunctionNode | None:
        """Return the function that sets the instances of a class up, as far as it is one of the project."""
        if cls not in self._initialisers:
            found, _, _ = self.machine.find(state, self.machine.mro(state, cls), "__init__")
            self._initialisers[cls] = found.node if isinstance(found, Function) else None
        return self._initialisers[cls]


def has_defaults(function: FunctionNode) -> bool:
    """Report whether a caller of a function may leave out arguments that it names."""
    return bool(function.args.defaults) or any(each is not None for each in function.args.kw_defaults)


def function_of(value: Value) -> Function | None:
    """Return the function that a class keeps, or None if it is none."""
    function = value.function if isinstance(value, Descriptor) else value
    return function if isinstance(function, Function) else None
