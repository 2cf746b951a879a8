"""Events: what happened to connections while the module was executed. Rules read them and nothing else."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field, replace

from flake8_cb.flow.modules import Module
from flake8_cb.flow.state import Connection, Pending
from flake8_cb.flow.values import FunctionNode
from flake8_cb.settings import Settings


@dataclass(frozen=True)
class Forked:
    """A fork point was reached while connections of this process were open."""

    node: ast.AST
    label: str
    connections: tuple[Connection, ...]


@dataclass(frozen=True)
class UsedAcrossFork:
    """A child used a connection that it inherited at the fork point ``node``."""

    node: ast.AST
    label: str
    connection: Connection


@dataclass(frozen=True)
class Pickled:
    """A call passes a connection to where it must be pickled."""

    node: ast.AST
    label: str
    connection: Connection


@dataclass(frozen=True)
class Opened:
    """A connection that was opened, as it stood when it was dropped or when the run ended."""

    connection: Connection


@dataclass(frozen=True)
class CacheMissed:
    """A function opened a connection and put it in a cache, and with equal arguments did not find it there."""

    connection: Connection


@dataclass(frozen=True)
class ClosedWhilePending:
    """A connection was closed before somebody had waited for an operation through it."""

    node: ast.AST
    label: str
    connection: Connection
    pending: Pending


@dataclass(frozen=True)
class UsedAfterClose:
    """An operation on a connection that was closed at ``closed``, or on a handle of it."""

    node: ast.AST
    label: str
    name: str
    closed: ast.AST


@dataclass(frozen=True)
class ClosedShared:
    """A connection that the whole process shares was closed.

    ``function`` is the outermost one that ran; None: the body of the module closed what a cache keeps.
    """

    node: ast.AST
    label: str
    connection: Connection
    function: FunctionNode | None


@dataclass(frozen=True)
class SharedUnlocked:
    """Two threads use a connection at one time, which does not let one wait for the other, and hold no common lock.

    ``node`` is what starts the later one, and ``other`` what starts the earlier one; with ``by_starter`` it is where
    the thread that starts the later one uses the connection after that.
    """

    node: ast.AST
    label: str
    connection: Connection
    other: ast.AST
    by_starter: bool = False


@dataclass(frozen=True)
class Called:
    """A function of the module was called: from ``caller`` (None: the module body), ``how``.

    ``how`` is "call"; "thread" or "process" (it is the target of one); "task" (an executor is given it once) or
    "mapped" (over items); "initializer" (of a pool's workers); "handed" (to unknown code, which may call it; its
    dotted name, as far as it is known, is ``callee``).
    """

    function: FunctionNode
    node: ast.AST
    caller: FunctionNode | None
    in_loop: bool
    how: str
    callee: str = ""


Event = (
    Forked
    | UsedAcrossFork
    | Pickled
    | Opened
    | CacheMissed
    | ClosedWhilePending
    | UsedAfterClose
    | ClosedShared
    | SharedUnlocked
    | Called
)


@dataclass
class Trace:
    """All events of all runs of a module, each once, and what is known of its functions.

    ``entries`` are the functions that nothing in the module calls and that were run as entry points;
    ``decorators`` gives for a function the dotted names of its decorators, as far as they are known;
    ``bases`` gives for a class the dotted names of its ancestors, as far as they are known;
    ``lasting`` are the opening expressions whose connection outlives their function on some path;
    ``repeatable`` are those that an equal second call of the entry point runs again;
    ``misfits`` are the places that the stubs of the generation contradict;
    ``commands`` are the names of functions that the project installs as commands;
    ``tree`` is the linted module, and ``modules`` are the other modules of the project that were executed;
    ``uses`` gives for an operation the call that opened its connection and the outermost function that ran.
    """

    events: dict[Event, None] = field(default_factory=dict)
    entries: set[FunctionNode] = field(default_factory=set)
    decorators: dict[FunctionNode, tuple[str, ...]] = field(default_factory=dict)
    owners: dict[FunctionNode, ast.ClassDef] = field(default_factory=dict)
    bases: dict[ast.AST, tuple[str, ...]] = field(default_factory=dict)
    lasting: set[ast.AST] = field(default_factory=set)
    repeatable: set[ast.AST] = field(default_factory=set)
    misfits: set[ast.AST] = field(default_factory=set)
    commands: frozenset[str] = frozenset()
    tree: ast.Module | None = None
    modules: list[Module] = field(default_factory=list)
    uses: set[tuple[ast.AST, FunctionNode | None]] = field(default_factory=set)
    settings: Settings = field(default_factory=Settings)

    def scratch(self) -> Trace:
        """Return a trace for a trial run: it knows the definitions, and what happens in it is forgotten."""
        return replace(self, events={}, entries=set(), lasting=set(), repeatable=set(), misfits=set())

    def module_of(self, node: ast.AST) -> Module | None:
        """Return the other module in which a node stands, or None for the linted one."""
        return next((each for each in self.modules if node in each.nodes), None)

    def add(self, event: Event) -> None:
        self.events[event] = None

    def of(self, *kinds: type) -> list[Event]:
        """Return the events of these kinds in the order in which they were first met."""
        return [event for event in self.events if isinstance(event, kinds)]
