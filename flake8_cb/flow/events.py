"""Events: what happened to connections while the module was executed. Rules read them and nothing else."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from flake8_cb.flow.domain.target import Target
from flake8_cb.flow.domain.typestate import Connection, Pending, Spot
from flake8_cb.flow.domain.values import FunctionNode, Value
from flake8_cb.flow.modules import Module
from flake8_cb.frozen import frozen
from flake8_cb.settings import Settings
from flake8_cb.trees import walk

Kind = TypeVar("Kind")


@frozen
class Happening:
    """What happened at an expression of the linted file, or in what that leads to: ``spot`` is where it really was.

    Of several that differ in this alone one is kept.
    """

    spot: Spot | None = field(default=None, compare=False, kw_only=True)


@frozen
class Forked(Happening):
    """A fork point was reached while connections of this process were open."""

    node: ast.AST
    label: str
    connections: tuple[Connection, ...]


@frozen
class UsedAcrossFork(Happening):
    """A child used a connection that it inherited at the fork point ``node``: where, is ``used``."""

    node: ast.AST
    label: str
    connection: Connection
    used: Spot | None = field(default=None, compare=False, kw_only=True)


@frozen
class Pickled(Happening):
    """A call passes a connection to where it must be pickled."""

    node: ast.AST
    label: str
    connection: Connection


@frozen
class Opened:
    """A connection that was opened, as it stood when it was dropped or when the run ended."""

    connection: Connection


@frozen
class Repeated:
    """A connection that was opened in another turn of a loop, as its function handed it to the caller."""

    connection: Connection


@frozen
class CacheMissed:
    """A function opened a connection and put it in a cache, and with equal arguments did not find it there."""

    connection: Connection


@frozen
class ClosedWhilePending(Happening):
    """A connection was closed before somebody had waited for an operation through it."""

    node: ast.AST
    label: str
    connection: Connection
    pending: Pending


@frozen
class UsedAfterClose(Happening):
    """An operation on a connection that was closed at ``closed``, or on a handle of it."""

    node: ast.AST
    label: str
    name: str
    closed: ast.AST
    connection: Connection | None = field(default=None, compare=False, kw_only=True)


@frozen
class ClosedShared(Happening):
    """A connection that the whole process shares was closed.

    ``function`` is the outermost one that ran; None: the body of the module closed what a cache keeps.
    """

    node: ast.AST
    label: str
    connection: Connection
    function: FunctionNode | None


@frozen
class SharedUnlocked(Happening):
    """Two threads use a connection at one time, which does not let one wait for the other, and hold no common lock.

    ``node`` is what starts the later one, and ``other`` what starts the earlier one; with ``by_starter`` it is where
    the thread that starts the later one uses the connection after that.
    """

    node: ast.AST
    label: str
    connection: Connection
    other: ast.AST
    by_starter: bool = False


@frozen
class Blocked:
    """Code that an event loop runs waited for a connection of the sync flavour, at ``node``; ``spot`` is the call.

    ``awaited``: a connection that is known by an annotation alone gave what a coroutine awaits, so that it cannot be of
    this flavour.
    """

    node: ast.AST
    label: str
    spot: Spot
    connection: Connection
    awaited: bool = False


@frozen
class HeldUp(Happening):
    """An operation of a sync connection made a greenlet or Twisted's reactor wait, and with it all that it runs.

    ``runner`` is "greenlet" or "reactor", and ``begin`` where the code begins that it runs.
    """

    node: ast.AST
    label: str
    connection: Connection
    runner: str
    begin: ast.AST


@frozen
class NeverAwaited:
    """The coroutine that the call ``node`` makes was dropped: nothing is sent, or (``closes``) nothing is closed.

    ``label`` is what the coroutine belongs to, ``by`` the call that was to run it as if it were a plain function.
    """

    node: ast.AST
    label: str
    connection: Connection
    closes: bool
    by: str = ""


#: How functions are called where what they do is not followed at once.
NOT_FOLLOWED = frozenset({"handed", "command", "table"})


@frozen
class Called:
    """A function of the module was called: from ``caller`` (None: the module body), ``how``.

    ``how`` is "call"; "thread" or "process" (it is the target of one); "task" (an executor is given it once) or
    "mapped" (over items); "initializer" (of a pool's workers); "callback" (of an event loop); "command" (a library
    makes one of it); "table" (it is one of those in a mapping, of which any may be meant); "handed" (to unknown code,
    which may call it; its dotted name, as far as it is known, is ``callee``).
    """

    function: FunctionNode
    node: ast.AST
    caller: FunctionNode | None
    in_loop: bool
    how: str
    callee: str = ""


@frozen
class Connected:
    """The SDK was given a connection string.

    ``text`` is the string, with `UNKNOWN` for the parts that are not known. An object of the class ``name`` takes it,
    ``for_cluster`` a cluster, to connect to ``target``. ``encrypted``: TLS is switched on otherwise, or may be; None
    if that is decided later. ``way`` are the calls that led there: of values that came on one way, one is given on a
    run. Where it happened in another file, ``inside`` is the call there, and ``handed`` are the constant texts that
    the linted file handed to that file.
    """

    node: ast.AST
    text: str
    name: str
    target: Target
    generation: int
    for_cluster: bool
    encrypted: bool | None
    way: tuple[object, ...]
    inside: ast.AST | None = None
    handed: frozenset[str] = frozenset()


@frozen
class Closed(Happening):
    """A connection was closed by a call of ``method``."""

    node: ast.AST
    label: str
    method: str
    connection: Connection


@frozen
class Configured:
    """A call of the SDK was given what says who connects, or whether servers are verified.

    ``what`` is "password" (``how``: "constant", or "default" where it falls back to a constant), "verification"
    (``how``: the option that switches it off, or "") or "credentials" (``how``: "none", or "" where there may be some).
    ``value`` is the password, ``cluster`` where the 2.x cluster was made that opens a bucket, ``entry`` the outermost
    function that ran.
    """

    spot: Spot
    label: str
    what: str
    how: str
    value: Value | None = None
    cluster: ast.AST | None = None
    entry: FunctionNode | None = None


@frozen
class Authenticated(Happening):
    """A 2.x cluster that was made at ``cluster`` was given credentials, after it opened a bucket at ``opened``."""

    node: ast.AST
    label: str
    cluster: ast.AST | None
    entry: FunctionNode | None
    opened: ast.AST | None


@frozen
class Misused:
    """A call cannot mean what it says.

    ``how`` is "name" (a bucket's name where another connection string belongs), "bucket" or "host" (keywords of 1.x),
    "positional" (a user name where an authenticator belongs), "bound" or "nested" (a pipeline).
    """

    node: ast.AST
    label: str
    how: str


@frozen
class AttributeMissing:
    """A connection was asked for an attribute that no object of its generation has."""

    node: ast.AST
    name: str
    connection: Connection


Event = (
    Forked
    | UsedAcrossFork
    | Pickled
    | Opened
    | Repeated
    | CacheMissed
    | ClosedWhilePending
    | UsedAfterClose
    | ClosedShared
    | SharedUnlocked
    | Blocked
    | HeldUp
    | NeverAwaited
    | Called
    | Connected
    | Closed
    | Configured
    | Authenticated
    | Misused
    | AttributeMissing
)


@dataclass
class Trace:
    """All events of all runs of a module, each once, and what is known of its functions.

    ``kinds`` are the events by their class, and ``calls`` those of the calls of each function;
    ``openers`` are the functions below which connections were opened, None for the module;
    ``entries`` are the functions that nothing in the module calls and that were run as entry points;
    ``decorators`` gives for a function the dotted names of its decorators, as far as they are known;
    ``wrappers`` are pairs of a function and the one in whose place a decorator has put it;
    ``bases`` gives for a class the dotted names of its ancestors, as far as they are known;
    ``lasting`` are the opening expressions whose connection outlives their function on some path;
    ``imported`` are the calls that opened what other modules keep once the linted one has been executed;
    ``repeatable`` gives with an entry point each opening expression that an equal second call of it runs again;
    ``interrupted`` gives the same with one that an error ends: its own answer, or that of a client that leaves;
    ``missed`` says for an entry point and an opening call whether all paths to it looked for something in a session in
    vain, or follow the press of a button;
    ``misfits`` are the places that the stubs of the generation contradict;
    ``commands`` are the names of functions that the project installs as commands;
    ``tree`` is the linted module, and ``modules`` are the other modules of the project that were executed;
    ``uses`` gives for an operation the call that opened its connection and the outermost function that ran;
    ``used`` are the openings of the connections that something was done with: the call, and the opening expression;
    ``called`` are the functions that something in the file was seen to call;
    ``threads`` gives with an opening expression each call that starts a thread which uses what it opens;
    ``cut_short`` are the calls that opened what was still held when an exception ended a run;
    ``generation`` is that of the stubs with which the module was executed;
    ``given_up`` tells that some run took too long to be followed to its end.
    ``awaited`` are the calls whose coroutine somebody waits for, or may, on some path.
    """

    events: dict[Event, None] = field(default_factory=dict)
    kinds: dict[type, list[Any]] = field(default_factory=dict)
    calls: dict[FunctionNode | None, list[Called]] = field(default_factory=dict)
    openers: set[FunctionNode | None] = field(default_factory=set)
    entries: set[FunctionNode] = field(default_factory=set)
    decorators: dict[FunctionNode, tuple[str, ...]] = field(default_factory=dict)
    wrappers: dict[tuple[FunctionNode, FunctionNode], None] = field(default_factory=dict)
    owners: dict[FunctionNode, ast.ClassDef] = field(default_factory=dict)
    bases: dict[ast.AST, tuple[str, ...]] = field(default_factory=dict)
    lasting: set[ast.AST] = field(default_factory=set)
    imported: set[ast.AST] = field(default_factory=set)
    repeatable: set[tuple[ast.AST | None, ast.AST]] = field(default_factory=set)
    interrupted: set[tuple[ast.AST | None, ast.AST]] = field(default_factory=set)
    missed: dict[tuple[ast.AST | None, ast.AST], bool] = field(default_factory=dict)
    misfits: set[ast.AST] = field(default_factory=set)
    commands: frozenset[str] = frozenset()
    tree: ast.Module | None = None
    modules: list[Module] = field(default_factory=list)
    uses: set[tuple[ast.AST, FunctionNode | None]] = field(default_factory=set)
    used: set[tuple[ast.AST, ast.AST]] = field(default_factory=set)
    threads: set[tuple[ast.AST, ast.AST]] = field(default_factory=set)
    cut_short: set[ast.AST] = field(default_factory=set)
    called: dict[FunctionNode, None] = field(default_factory=dict)
    given_up: bool = False
    awaited: set[ast.AST] = field(default_factory=set)
    settings: Settings = field(default_factory=Settings)
    generation: int = 0
    _places: dict[ast.AST, Module] = field(default_factory=dict)  # of the nodes of modules, as far as somebody asked

    def scratch(self) -> Trace:
        """Return a trace for a trial run: it knows the definitions, and what happens in it is forgotten."""
        found = replace(
            self, entries=set(), lasting=set(), repeatable=set(), interrupted=set(), missed={}, misfits=set()
        )
        found.events, found.kinds, found.calls, found.openers, found.called = {}, {}, {}, set(), {}
        return found

    def take_repetitions(self, trial: Trace) -> None:
        """Keep what a trial run has found that a second call opens again."""
        self.repeatable |= trial.repeatable
        self.interrupted |= trial.interrupted

    def module_of(self, node: ast.AST) -> Module | None:
        """Return the other module in which a node stands, or None for the linted one."""
        for each in self.modules:
            if each.tree not in self._places:
                self._places.update(dict.fromkeys(walk(each.tree), each))
        return self._places.get(node)

    def add(self, event: Event) -> None:
        if isinstance(event, Called) and event.how not in NOT_FOLLOWED:
            self.called[event.function] = None
        if event in self.events:
            return
        self.events[event] = None
        self.kinds.setdefault(type(event), []).append(event)
        if isinstance(event, Called):
            self.calls.setdefault(event.function, []).append(event)
        elif isinstance(event, Opened):
            self.openers.add(event.connection.entry)

    @contextmanager
    def leaving_out(self, kind: type[Event]) -> Iterator[None]:
        """Forget those events of a class that are met for the first time meanwhile."""
        known = len(self.kinds.get(kind, ()))
        yield
        for each in self.kinds.get(kind, [])[known:]:
            del self.events[each]
        del self.kinds.get(kind, [])[known:]

    def of(self, kind: type[Kind]) -> list[Kind]:
        """Return the events of a class in the order in which they were first met."""
        return list(self.kinds.get(kind, ()))

    def is_command(self, function: FunctionNode) -> bool:
        """Report whether a library makes a command of the function: it runs once."""
        return any(each.how == "command" for each in self.calls.get(function, ()))

    def is_handed(self, function: FunctionNode) -> bool:
        """Report whether the function was handed to code that may call it: it was run there."""
        return any(each.how == "handed" for each in self.calls.get(function, ()))
