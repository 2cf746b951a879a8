"""CB204: a function opens a connection of its own for each call."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from flake8_cb.findings import Finding
from flake8_cb.flow.domain.typestate import Connection
from flake8_cb.flow.domain.values import FunctionNode
from flake8_cb.flow.events import CacheMissed, Trace
from flake8_cb.rules.openings import is_called_again, openings, runs_once
from flake8_cb.rules.rule import Rule, finding, origin
from flake8_cb.rules.steps import story

#: The calls of a function that a message names.
MOST_CALLS = 3


def check(trace: Trace) -> Iterator[Finding]:
    for connection in openings(trace):
        function = connection.opening.function
        if function is None or connection.opening.is_elsewhere:
            continue
        if not is_for_own_use(connection) or runs_once(function, trace):
            continue
        if connection.opening.site in trace.lasting:
            continue
        if connection.reopened or is_called_again(function, connection.opening.site, trace):
            name, calls = name_of(function), calls_shown(function, trace)
            yield finding(
                RULE.code,
                connection.opening.site,
                f"{origin(connection, trace)} is opened in each call of {name}(){called(calls)}: "
                "open it once and pass it in",
                story(
                    trace,
                    (function, f"{name}() is called again and again"),
                    *((each, f"{name}() is called here") for each in calls[:MOST_CALLS]),
                    connection,
                ),
            )

    for event in trace.of(CacheMissed):
        connection = event.connection
        name = name_of(connection.opening.function)
        yield finding(
            RULE.code,
            connection.opening.place,
            f"{origin(connection, trace)} is opened in each call of {name}(): "
            "it is kept under another key than the one that is looked for",
            story(trace, (connection.opening.function, f"{name}() looks for it here"), connection),
        )


def calls_shown(function: FunctionNode, trace: Trace) -> list[ast.AST]:
    """Return one call a line by which the linted file itself calls a function, in their order."""
    found: dict[int, ast.AST] = {}
    for call in trace.calls.get(function, ()):
        line = getattr(call.node, "lineno", 0)
        if line and call.how != "handed" and trace.module_of(call.node) is None:
            found.setdefault(line, call.node)
    return [found[line] for line in sorted(found)]


def called(calls: list[ast.AST]) -> str:
    """Return where a function is called: ", called on line 4, line 9 and 2 more"."""
    lines = [f"line {getattr(each, 'lineno', 0)}" for each in calls[:MOST_CALLS]]
    shown = [*lines, *([f"{len(calls) - MOST_CALLS} more"] if len(calls) > MOST_CALLS else [])]
    listed = " and ".join([part for part in (", ".join(shown[:-1]), *shown[-1:]) if part])
    return f", called on {listed}" if calls else ""


def name_of(function: ast.AST | None) -> str:
    return getattr(function, "name", "the lambda")


def is_for_own_use(connection: Connection) -> bool:
    """Report whether the function neither returns nor keeps the connection."""
    kept = connection.kept_outside or connection.pooled
    return connection.outcome == "local" and not kept


RULE = Rule(
    code="CB204",
    name="connection-per-call",
    title="A function opens a connection of its own for each call",
    what="""A function opens a connection for its own use (it neither returns it, nor keeps it, nor guards it)
and is called from more than one place or in a loop, or is part of the public face of a module, so that its
callers are not seen. Closing the connection makes no difference.""",
    why="""A connection is meant to live as long as the application: to open one takes several round trips and an
authentication with every node, far more than the operation that it is opened for. In 1.x and 2.x a Bucket is a
connection, in 3.x a Cluster is one and each cluster.bucket() is another, in 4.x only a Cluster is (sockets were
counted with 2.5.12, 3.2.7 and 4.1.12 to 4.6.3). The documentation of 2.x calls a Bucket expensive to create.""",
    bad="""
from couchbase.bucket import Bucket


def rating(beer):
    bucket = Bucket("couchbase://localhost/beer-sample")
    return bucket.get(beer).value["rating"]
""",
    good="""
from couchbase.bucket import Bucket

bucket = Bucket("couchbase://localhost/beer-sample")


def rating(beer):
    return bucket.get(beer).value["rating"]
""",
    silent="""main(), command-line commands, also those of Fire and from a table of functions, and what runs
once below them; the main loop of a worker, which goes on until others end it; tests; the target of a thread or
process and the initializer of a pool; factories, caches and lazily made single objects.""",
    limits="""Calls from other files of a function that is private, or that its own file calls once. Repeated
calls by what it is handed to: a table of functions, a library, a decorator of another file that calls it in a
loop. What becomes of a connection that is handed to code which cannot be read.""",
    check=check,
)
