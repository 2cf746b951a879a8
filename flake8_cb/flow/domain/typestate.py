"""The typestate of connections: where they were asked for, what they conflict with, what is pending through them."""

from __future__ import annotations

import ast

from flake8_cb.flow.domain.target import Target
from flake8_cb.flow.domain.values import FunctionNode, Value
from flake8_cb.frozen import frozen


@frozen
class Spot:
    """Where something happened: ``place`` is the innermost expression of the linted file that leads to ``node``."""

    node: ast.AST
    place: ast.AST

    @property
    def is_elsewhere(self) -> bool:
        """Report whether it happened in another file."""
        return self.place is not self.node

    @property
    def line(self) -> int:
        return getattr(self.node, "lineno", 0)


@frozen
class Opening:
    """Where a connection was asked for: the expression of the code that owns it (RULES.md, "opening expression").

    ``place`` is the innermost expression of the linted file that leads to ``site``. ``depth`` counts the calls below
    the start of the run; ``loops`` are the loops of the function around the expression, each with the turn that it
    was in.
    """

    site: ast.AST
    place: ast.AST
    function: FunctionNode | None
    depth: int
    loops: tuple[tuple[ast.AST, int], ...]

    @property
    def is_elsewhere(self) -> bool:
        """Report whether the expression stands in another file."""
        return self.place is not self.site


@frozen
class Conflict:
    """Another connection to the same target that was open when this one was opened."""

    key: Value
    opening: Opening
    opened: Spot
    nested: bool  # opened by the same expression further up in a recursion


@frozen
class Connection:
    """The typestate of a connection."""

    name: str
    target: Target
    opened: Spot
    opening: Opening
    entry: FunctionNode | None = None  # the outermost function that ran when it was opened
    process: int = 0
    thread: ast.AST | None = None
    closed: Spot | None = None
    waits: bool | None = None  # its lock mode lets a thread wait for another one; None: not known, or it needs none
    yields: bool = False  # while it waits for an answer, other greenlets run
    outside: bool = False  # it came in as a parameter: who opened it is not known
    kept_outside: bool = False  # unknown code was handed it
    pooled: bool = False  # it is kept together with others in a collection
    pooled_by: Value | None = None  # that collection, if it holds but a handle of it
    given_back: bool = False  # it was put into a collection that was there before, for whoever needs one next
    settled: bool = False  # its opening expression cannot move further up
    outcome: str = ""  # "local": dropped by the function of its opening expression; "kept": still held after it
    abandoned: bool = False  # an exception left the code that had opened it
    failed: bool = False  # one that a call may have raised: perhaps the attempt to connect has failed
    given_up: bool = False  # and the code goes on behind the handler
    handler: int | None = None  # the depth of the frame whose handler of an error opened it: it replaces what failed
    in_handler: bool = False  # the handler of that exception runs: what it opens is there instead
    conflicts: tuple[Conflict, ...] = ()
    clash: Opening | None = None  # where both were asked for by one function that handed both out
    repeated_in: ast.AST | None = None  # the loop in whose earlier turn the same was opened
    reopened: bool = False  # an earlier call of the function opened one by the same expression
    at_import: bool = False  # the import of the linted module opened it
    cached: bool = False  # a function that runs once for equal arguments returned it
    dropped: bool = False  # nothing led to it any more, before the run ended
    source: Value | None = None  # the connection whose method opened it
    made_for: ast.AST | None = None  # the class whose instances each open one
    made_at: Spot | None = None  # the expression that makes such an instance
    remade: bool = False  # an earlier instance of that class opened the same

    @property
    def line(self) -> int:
        return self.opened.line


@frozen
class Use:
    """A thread uses a connection; meanwhile it alone ``holds`` these: locks, and what it took out of a pool."""

    connection: Value
    holds: frozenset[Value] = frozenset()
    thread: ast.AST | None = None  # what started the thread


#: What is pending, as messages name it.
TASK, GREENLET, OPERATION, QUERY = "a task", "a greenlet", "an operation", "a query"

#: What is pending of a query whose rows were not read to the end.
ROWS = "rows read in part"


@frozen
class Pending:
    """An operation, or code that runs beside this, whose end nobody has waited for."""

    connections: frozenset[Value]
    what: str
    spot: Spot
    owner: Value | None = None  # the executor that ends it when it is shut down
    uses: frozenset[Use] = frozenset()  # what a thread does to them
    thread: ast.AST | None = None  # in which thread it was started
    label: str = ""


@frozen
class Fork:
    """A fork that made the process of this state. ``waiting``: the report waits for what the child does."""

    spot: Spot
    label: str
    inherits: bool
    waiting: tuple[Connection, ...] = ()
    known: frozenset[Value] | None = None  # what was open at the fork, where that is not what is open now
    by_server: bool = False  # one that forks its workers by itself, of which another rule tells (CB104)
