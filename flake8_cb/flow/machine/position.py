"""Where the execution stands: in which call, in which turn of which loop, and where the linted file tells of it."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from flake8_cb.flow.domain.state import State
from flake8_cb.flow.domain.typestate import Connection, Spot, Use
from flake8_cb.flow.domain.values import Function, FunctionNode, Value, definition_of
from flake8_cb.flow.events import Trace
from flake8_cb.flow.machine.frames import Arguments, Frame
from flake8_cb.flow.machine.interface import Interface
from flake8_cb.flow.modules import Module, Modules
from flake8_cb.settings import Settings


class Holding:
    """Keeps values in a list for as long as a block runs; what the block itself keeps there is gone by its end."""

    __slots__ = ("count", "kept", "values")

    def __init__(self, kept: list[Value], values: Iterable[Value]) -> None:
        self.kept = kept
        self.values = values

    def __enter__(self) -> None:
        self.count = len(self.kept)
        self.kept.extend(self.values)

    def __exit__(self, *error: object) -> None:
        del self.kept[self.count :]


class Position(Interface):
    """Knows what is executed, for whom, and where in it the execution is."""

    def __init__(self, linted: Module, modules: Modules, settings: Settings, trace: Trace) -> None:
        self.linted = linted
        self.modules = modules
        self.tree = linted.tree
        self.catalogue = modules.catalogue
        self.settings = settings
        self.trace = trace
        self.stack: list[Frame] = []
        self.suspended: list[FunctionNode | None] = []  # generators that wait while what they yielded is used
        self.temporaries: list[Value] = []
        self.observers: list[set[Use]] = []
        self.homes: dict[ast.AST, Module] = {}  # in which module a function, class or generator expression stands
        #: What a decorator of the linted code has put in the place of a function, and that function.
        self.wrapped: dict[Function, Function] = {}
        self.importing_itself = False  # the linted module is being imported
        self.decorating = False  # the decorator of a function is evaluated that may do something to a connection
        self.elsewhere = 0  # calls of functions of other files, within one another
        self.nesting = 0  # expressions within one another

    @property
    def frame(self) -> Frame:
        return self.stack[-1]

    def place(self, node: ast.AST) -> ast.AST:
        """Return the innermost expression of the linted file that leads to ``node``, where this frame stands."""
        return node if self.frame.lead is None else self.frame.lead

    def spot(self, node: ast.AST) -> Spot:
        return Spot(node, self.place(node))

    def lead_to(self, module: Module, node: ast.AST) -> ast.AST | None:
        """Return the lead of a frame of that module that is entered from here."""
        return None if module is self.linted else self.place(node)

    def is_told(self, begin: ast.AST, end: Spot) -> bool:
        """Report whether a story that ends there is one of the linted file.

        What both begins and ends behind one and the same expression belongs to the file behind it.
        """
        return not end.is_elsewhere or (end.place is not begin and end.place is not self.tree)

    def is_told_of(self, connection: Connection, begin: Spot, end: Spot) -> bool:
        """Report whether the linted file tells what happened to a connection.

        Another file can tell what begins and ends there of the connections that it knows, but not of one that this
        file has opened and handed to it.
        """
        return self.is_told(begin.place, end) or not (connection.opened.is_elsewhere or end.place is self.tree)

    def told(self, connections: Iterable[Connection], end: Spot) -> tuple[Connection, ...]:
        """Return the connections whose story, from their opening on, the linted file tells."""
        return tuple(each for each in connections if self.is_told(each.opening.place, end))

    @contextmanager
    def pushed(self, frame: Frame) -> Iterator[None]:
        self.stack.append(frame)
        try:
            yield
        finally:
            self.stack.pop()

    @contextmanager
    def suspending(self, generator: FunctionNode | None) -> Iterator[None]:
        """Let a generator wait while other code uses what it yielded."""
        self.suspended.append(generator)
        try:
            yield
        finally:
            self.suspended.pop()

    @contextmanager
    def observing(self) -> Iterator[set[Use]]:
        """Give a set to which a block adds its uses of connections."""
        used: set[Use] = set()
        self.observers.append(used)
        try:
            yield used
        finally:
            self.observers.pop()

    def holding(self, values: Iterable[Value]) -> Holding:
        """Keep values alive that only the machine holds for the moment."""
        return Holding(self.temporaries, values)

    def turns(self) -> tuple[tuple[ast.AST, int], ...]:
        return tuple(self.frame.loops)

    def here(self) -> tuple[object, ...]:
        """Return what tells one evaluation of an expression from another: the turns of loops, and the recursion."""
        return (*self.frame.loops, *([self.frame.activation] if self.frame.activation else []))

    def running(self, definition: FunctionNode) -> int:
        """Return how many activations of a function are on the stack."""
        return sum(1 for frame in self.stack if frame.function is definition)

    def activations(self, callee: Value, state: State, arguments: Arguments | None = None) -> int:
        """Return how often a function runs just now, with such arguments if there are any.

        What a decorator makes of another one is not the same, nor is one that is given other functions to call.
        """
        definition = definition_of(callee)
        frames = [frame for frame in self.stack if frame.function is definition]
        if frames and arguments is not None:
            given = functions_in(arguments.values())
            frames = [frame for frame in frames if functions_in(frame.arguments) == given]
        if isinstance(callee, Function) and callee in self.wrapped:
            return sum(1 for frame in frames if state.heap[frame.scope].parent == callee.scope)
        return len(frames)

    def defined(self, function: Function) -> FunctionNode:
        """Return the definition of a function, or that of the one in whose place a decorator has put it."""
        return self.wrapped.get(function, function).node


def functions_in(values: Iterable[Value]) -> list[FunctionNode]:
    """Return the definitions of those of some values that are functions."""
    return [found for each in values if (found := definition_of(each)) is not None]
