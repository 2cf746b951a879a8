"""The interface of the machine: what its parts ask of one another.

The parts are classes that build on one another, each in a module of its own: where the execution stands, which ways
leave a block and what a run may cost, all of which `Machine` has together; then `Connections` (the life of a
connection), the effects of stubs, objects, calls and expressions up to `Statements`. A part may call what a later one
provides; it is declared here.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Container, Iterable, Sequence
from typing import Any

from flake8_cb.flow.domain.state import State
from flake8_cb.flow.domain.typestate import Fork, Use
from flake8_cb.flow.domain.values import Function, FunctionNode, Obj, Symbol, Value
from flake8_cb.flow.machine.frames import Arguments, Consumer, Frame, Results
from flake8_cb.sdk.reader import StubFunction


class Interface:
    """What the parts of the machine provide to one another."""

    def evaluate(self, node: ast.expr, state: State) -> Results:
        """Return what the expression may evaluate to, each with the state after it."""
        raise NotImplementedError

    def execute(self, body: list[ast.stmt], states: list[State]) -> list[State]:
        """Execute the statements one after the other; other ways out are added to `Machine.exits`."""
        raise NotImplementedError

    def call(
        self, function: Value, arguments: Arguments, node: ast.AST, state: State, *, awaited: bool = False
    ) -> Results:
        """Call any value. ``awaited``: the coroutine that the call makes, if it does, is run."""
        raise NotImplementedError

    def attribute(self, value: Value, name: str, node: ast.AST, state: State) -> Results:
        """Look up an attribute."""
        raise NotImplementedError

    def method(self, state: State, subject: Value, name: str) -> Value | None:
        """Return the method of an object if the linted code defines it, without running a property."""
        raise NotImplementedError

    def mro(self, state: State, cls: Value) -> list[Value]:
        """Return the class and its ancestors in the order in which attributes are looked up."""
        raise NotImplementedError

    def class_of(self, state: State, value: Value) -> Value | None:
        """Return the class of an object, or None if it is not known."""
        raise NotImplementedError

    def find(self, state: State, order: list[Value], name: str) -> tuple[Any, Value | None, bool]:
        """Return what the classes call by that name, the class, and whether an unknown class stood before it."""
        raise NotImplementedError

    def annotated(self, annotation: ast.expr, state: State) -> Value | None:
        """Return the class that an annotation names, or None."""
        raise NotImplementedError

    def manage_suppress(
        self, body: Callable[[State], list[State]], state: State, kinds: tuple[Value, ...] = ()
    ) -> list[State]:
        """Run a block of whose errors, or of those kinds of them, none is passed on; return the states behind it."""
        raise NotImplementedError

    def fails_by_itself(self, statement: ast.AST, state: State) -> bool:
        """Report whether no call in a statement that leads to no effect can raise an exception of the SDK."""
        raise NotImplementedError

    def has_attribute(self, state: State, value: Value, name: str) -> bool | None:
        """Report whether the object has the attribute, or None if that is not known."""
        raise NotImplementedError

    def set_attribute(self, value: Value, name: str, item: Value, node: ast.AST, state: State) -> list[State]:
        """Assign an attribute. A setter of the linted code runs; what an unknown object is given is kept by it."""
        raise NotImplementedError

    def retire(self, state: State, key: Value, *, dropped: bool = False) -> None:
        """The connection is ``dropped``, or the run ends: report what became of it."""
        raise NotImplementedError

    def use(self, state: State, value: Value, node: ast.AST, label: str, *, sends: bool = True) -> bool:
        """An operation works through ``value``. Return whether the path goes on.

        ``sends``: it does so now, and is no call that only needs the connection to be open.
        """
        raise NotImplementedError

    def uses_of(self, state: State, key: Value) -> list[Use]:
        """Return the use that this thread makes of a connection now, and what it stands for."""
        raise NotImplementedError

    def note_own_use(self, state: State, uses: list[Use], node: ast.AST) -> None:
        """This thread uses a connection, perhaps while others that it has started do."""
        raise NotImplementedError

    def keep_outside(self, state: State, values: Iterable[Value]) -> None:
        """Unknown code is handed these values and may keep them."""
        raise NotImplementedError

    def note_given_back(self, state: State, value: Value, node: ast.AST) -> None:
        """A collection is given something that a later call may take out of it."""
        raise NotImplementedError

    def pool(self, state: State, container: Value, value: Value) -> None:
        """The container is given the value: connections that it outlives the turn with are a pool."""
        raise NotImplementedError

    def read(self, state: State, rows: Value, node: ast.AST, label: str) -> bool:
        """Rows begin to be read. Return whether the path goes on."""
        raise NotImplementedError

    def explore(
        self,
        child: Value,
        arguments: Arguments,
        node: ast.AST,
        state: State,
        how: str,
        *,
        fork: Fork | None = None,
        label: str = "",
        prelude: Value | None = None,
        held: tuple[Value, ...] = (),
    ) -> frozenset[Use]:
        """Run code that runs beside this path, on a copy of the state; return its uses of connections."""
        raise NotImplementedError

    def fire_all(self, state: State, known: Container[Value] = ()) -> None:
        """The code gives way to its event loop: every Deferred that is not ``known`` gets its answer."""
        raise NotImplementedError

    def instantiate(self, cls: Value, arguments: Arguments, node: ast.AST, state: State) -> Results:
        """Make an instance, by way of a metaclass if there is one."""
        raise NotImplementedError

    def consume(self, value: Value, consumer: Consumer, node: ast.AST, state: State) -> list[State] | None:
        """Run a generator of the linted code; each value that it yields goes to ``consumer``. None: it is no such."""
        raise NotImplementedError

    def consume_expression(self, node: ast.GeneratorExp, consumer: Consumer, state: State) -> list[State]:
        """Run a generator expression; each value that it yields goes to ``consumer``."""
        raise NotImplementedError

    def is_expression(self, state: State, value: Value) -> bool:
        """Report whether the value is a generator expression that nobody has read."""
        raise NotImplementedError

    def with_lists(self, arguments: Arguments, node: ast.AST, state: State) -> list[tuple[State, Arguments]]:
        """Read the generator expressions among the arguments: code that is not followed is taken to read them."""
        raise NotImplementedError

    def end_iteration(self, state: State, iterable: Value, node: ast.AST) -> None:
        """All items were read, and the turns of the loop are over."""
        raise NotImplementedError

    def read_all(self, iterable: Value, node: ast.AST, state: State) -> list[tuple[State, list[Value] | None]]:
        """Read everything that can be iterated over."""
        raise NotImplementedError

    def start_iteration(self, iterable: Value, node: ast.AST, state: State) -> State | None:
        """Reading begins; None if the path ends with it."""
        raise NotImplementedError

    def wait_for(self, value: Value, node: ast.AST, state: State) -> Results:
        """Wait for an awaitable: a coroutine runs now, anything else is its own result."""
        raise NotImplementedError

    def hand_on(self, values: Sequence[Value], state: State) -> None:
        """Somebody may wait for all that the values lead to."""
        raise NotImplementedError

    def drop_coroutines(self, state: State, gone: list[Value]) -> None:
        """Nothing leads to these objects any more: tell of the coroutines among them that never ran."""
        raise NotImplementedError

    def hand_away(self, value: Value, callee: Value, node: ast.AST, state: State) -> None:
        """Unknown code is given a function: it may call it from now on."""
        raise NotImplementedError

    def assign(self, target: ast.expr, value: Value, state: State) -> list[State]:
        """Bind a target to a value."""
        raise NotImplementedError

    def look_up(self, name: str, state: State) -> Value | None:
        """Return what the name is bound to here; None for a name that this path has not bound yet."""
        raise NotImplementedError

    def scope_of(self, name: str, state: State) -> Obj:
        """Return the scope in which an assignment here binds the name."""
        raise NotImplementedError

    def enter_for_stack(self, manager: Value, node: ast.AST, state: State) -> list[tuple[State, Value, Value | None]]:
        """Enter a context manager; return for each path its value and the callable that leaves it."""
        raise NotImplementedError

    def leave(self, manager: Value, node: ast.AST, state: State) -> list[State]:
        """Leave a context manager."""
        raise NotImplementedError

    def unwind(self, stack: Value, node: ast.AST, state: State) -> list[State]:
        """Leave an ``ExitStack``: its callbacks run from the last to the first."""
        raise NotImplementedError

    def type_parameters(self, function: Function, state: State, scope: Obj) -> None:
        """Take annotations as types of what is not known better."""
        raise NotImplementedError

    def type_symbol(self, value: Symbol, annotation: ast.expr, node: ast.AST, state: State) -> None:
        """Take the annotation as the type of a value from outside: a connection is open, its owner unknown."""
        raise NotImplementedError

    def branch(self, test: ast.expr, state: State) -> list[tuple[State, bool]]:
        """Evaluate a condition and split by its truth."""
        raise NotImplementedError

    def named_class(self, node: ast.expr, state: State) -> Value | None:
        """Return what a dotted name stands for without evaluating it."""
        raise NotImplementedError

    def decide(self, value: Value, state: State) -> list[tuple[State, bool]]:
        """Split the state by the truth of a value; the same unchanged condition goes the same way twice."""
        raise NotImplementedError

    def evaluate_all(self, nodes: Sequence[ast.expr], state: State) -> list[tuple[State, list[Value]]]:
        """Evaluate one after the other."""
        raise NotImplementedError

    def import_by_name(self, arguments: Arguments, node: ast.AST, state: State) -> Results:
        """Do what ``importlib.import_module`` does, where the name is known."""
        raise NotImplementedError

    def pass_over_body(self, definition: FunctionNode, node: ast.AST, state: State) -> Value | None:
        """Do what the quiet body of a function does, and return what it gives; None if it has to be executed."""
        raise NotImplementedError

    def is_quiet_value(self, value: Value, state: State, depth: int = 0) -> bool:
        """Report whether neither the value nor a call of it can concern a connection."""
        raise NotImplementedError

    def resolve(self, name: Symbol, node: ast.AST, state: State) -> Results:
        """Return what a name of the project stands for whose module was not worth executing when it was imported."""
        raise NotImplementedError

    def call_stub(
        self, stub: StubFunction, subject: Value | None, arguments: Arguments, node: ast.AST, state: State
    ) -> Results:
        """Call a stub function with its first argument already bound."""
        raise NotImplementedError

    def settle(self, state: State, frame: Frame, result: Value | None) -> None:
        """A function ends: its connections go to its caller, or stay with what keeps them, or are gone."""
        raise NotImplementedError
