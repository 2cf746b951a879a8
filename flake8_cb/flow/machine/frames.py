"""Frames: the activations that are running, the arguments that they were given, and the ways out of a block."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass, field

from flake8_cb.flow.domain.state import State
from flake8_cb.flow.domain.texts import is_datum
from flake8_cb.flow.domain.typestate import Spot
from flake8_cb.flow.domain.values import FunctionNode, Obj, Value
from flake8_cb.flow.modules import Module
from flake8_cb.frozen import frozen

Results = list[tuple[State, Value]]


#: What takes the values that a generator yields, and goes on from there.
Consumer = Callable[[State, Value], list[State]]


#: What `Raised.past` says of an error that is no kind of `Exception`: only an interrupt leaves that way.
INTERRUPTS_ALONE = frozenset({"Exception"})


@dataclass
class Raised:
    """A path on which an exception is under way; ``exception`` is None for one that only is possible.

    ``foreign``: what may raise it does not lead to the SDK, so it is none of the SDK's exceptions. ``past``: the kinds
    of exceptions that it is none of either, because handlers for them did not catch it.
    """

    state: State
    exception: Value | None
    foreign: bool = False
    past: frozenset[str] = frozenset()


@dataclass
class Exits:
    """The paths that leave a block other than by its end."""

    returned: Results = field(default_factory=list)
    broke: list[State] = field(default_factory=list)
    continued: list[State] = field(default_factory=list)
    raised: list[Raised] = field(default_factory=list)


@frozen
class Catching:
    """What is caught around a block: ``others`` than errors of the SDK, and ``interrupts``."""

    others: bool = True
    interrupts: bool = True


@frozen
class Handling:
    """An error handler that runs: the depth of its frame, and the connections that were used and may have failed.

    ``exception`` is None where it was only possible.
    """

    depth: int
    failed: frozenset[Value]
    exception: Value | None = None


@frozen
class Runner:
    """What runs the code of a frame, other than the path that leads to it, and ``spot``, where that begins.

    ``kind`` is "greenlet" or "reactor" (a callback of Twisted), where one that waits makes the others wait; or
    "thread", "process", "coroutine" or "unknown".
    """

    kind: str
    spot: Spot


@frozen
class Way:
    """By which way a function is entered; as in its `Frame`."""

    forced: bool
    lead: ast.AST | None
    runner: Runner | None
    on_loop: bool
    stalls: ast.AST | None


@dataclass(eq=False)
class Frame:
    """One activation of a function, of the module (``function`` is None), or of a class body in one of them."""

    function: FunctionNode | None
    scope: Obj
    depth: int
    module: Module
    call: ast.AST | None = None
    lead: ast.AST | None = None  # in another file: the innermost expression of the linted file that leads here
    subject: Value | None = None  # the first argument: ``self`` of a method
    owner: Obj | None = None  # the class that defines the function
    arguments: tuple[Value, ...] = ()
    loops: list[tuple[ast.AST, int]] = field(default_factory=list)
    consumer: Callable[[State, Value], list[State]] | None = None  # what takes the values that it yields
    constructs: bool = False  # it makes an instance: ``subject``
    activation: int = 0  # activations of the same function further down the stack
    forced: bool = False  # it is handed a connection by a way that names do not show: all of it is executed
    gives_away: bool = False  # it stands for unknown code, which is handed what is called in it
    driven: bool = False  # a generator that a decorator drives: what it yields is waited for
    runner: Runner | None = None  # what runs it, if not the run itself
    on_loop: bool = False  # an event loop runs it: a coroutine or a callback of the linted file
    stalls: ast.AST | None = None  # in a plain function that such code calls: the expression of it that leads here
    is_loop: bool = False  # it stands for an event loop, which calls what it is handed
    ignores: bool = False  # it stands for code that does nothing with what the functions give that it calls


@frozen
class Arguments:
    """The arguments of a call. ``exact`` is False where it is not known of all what they are.

    Those that a starred argument hides stand in ``hidden``, those that one with two stars hides in ``mappings``.
    """

    positional: tuple[Value, ...] = ()
    keywords: tuple[tuple[str, Value], ...] = ()
    exact: bool = True
    hidden: tuple[Value, ...] = ()
    mappings: tuple[Value, ...] = ()

    def values(self) -> list[Value]:
        return [*self.positional, *(value for _, value in self.keywords), *self.hidden, *self.mappings]

    def without_data(self) -> tuple[object, ...]:
        """Return what tells the arguments from those that differ in texts and numbers alone."""
        positional = tuple(None if is_datum(value) else value for value in self.positional)
        keywords = tuple((name, None if is_datum(value) else value) for name, value in self.keywords)
        return positional, keywords, self.exact, self.hidden, self.mappings


NO_ARGUMENTS = Arguments()
