"""CB304: code that runs on each request closes a connection that the process shares."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from flake8_cb.findings import Finding
from flake8_cb.flow.domain.target import is_same
from flake8_cb.flow.domain.values import FunctionNode
from flake8_cb.flow.events import ClosedShared, Opened, Trace
from flake8_cb.rules.openings import is_test
from flake8_cb.rules.requests import EntryPoints
from flake8_cb.rules.rule import Rule, finding, origin
from flake8_cb.rules.steps import story
from flake8_cb.trees import walk

#: Calls that end the process.
ENDING = frozenset({"os.kill", "os._exit", "os.abort", "signal.raise_signal"})


def check(trace: Trace) -> Iterator[Finding]:
    closed = trace.of(ClosedShared)
    entry_points = EntryPoints(trace) if closed else None
    for event in closed:
        assert entry_points is not None
        runs = runs_again(event.function, entry_points, trace)
        if not runs or is_replaced(event, trace) or ends_process(event.function, entry_points):
            continue
        yield finding(
            RULE.code,
            event.node,
            f"{origin(event.connection, trace)} is shared by the whole process and closed by {event.label} each time "
            f"that {runs}: close it where the process ends",
            story(
                trace,
                event.connection,
                (event.function, "this runs on each request, task, message or call"),
                (event.spot, f"{event.label} closes it here"),
            ),
        )


def runs_again(function: FunctionNode | None, entry_points: EntryPoints, trace: Trace) -> str:
    """Return what runs the closing call again and again, or ""."""
    if function is None:
        return "the page is drawn" if entry_points.is_script else ""
    if not entry_points.is_entry_point(function) or is_test(function, trace):
        return ""
    return f"{getattr(function, 'name', 'the lambda')}() is called"


def ends_process(function: FunctionNode | None, entry_points: EntryPoints) -> bool:
    """Report whether the function is there to end the server."""
    return function is not None and any(
        isinstance(each, ast.Call) and entry_points.dotted(each.func) in ENDING for each in walk(function)
    )


def is_replaced(event: ClosedShared, trace: Trace) -> bool:
    """Report whether the function that closes the connection opens another one in its place and keeps it."""
    return any(
        each.connection.entry is event.function
        and each.connection.outcome == "kept"
        and (event.connection.entry is not event.function or each.connection.opened != event.connection.opened)
        and is_same(each.connection.target, event.connection.target)
        for each in trace.of(Opened)
    )


RULE = Rule(
    code="CB304",
    name="shared-close",
    title="A request closes a connection that the process shares",
    what="""Code that runs on each request, task, message or tool call closes a connection that it did not open for
itself: one that a module, a class, a cache or the application object keeps for the whole process. The closing call may
be in a handler, a middleware, a dependency, or a teardown hook such as Flask's teardown_appcontext, which runs after
every request and not when the server stops.""",
    why="""The next request, and every other one that is under way, finds the connection closed. In 2.x its
operations raise ClientTemporaryFailError, and one that another thread has under way when _close() is called never
returns (seen with 2.5.12). In 3.x operations on a closed Bucket never return (3.2.7), and after disconnect() the
calls of the Cluster raise. In 4.x operations raise RuntimeError (4.6.3; before 4.6 CouchbaseException, 4.5.1), and
those under way end with an UnAmbiguousTimeoutException (4.3.6 to 4.6.3).""",
    bad="""
from couchbase.bucket import Bucket
from flask import Flask

app = Flask(__name__)
bucket = Bucket("couchbase://localhost/beer-sample")


@app.route("/beers/<name>")
def beer(name):
    try:
        return bucket.get(name).value
    finally:
        bucket._close()
""",
    good="""
import atexit

from couchbase.bucket import Bucket
from flask import Flask

app = Flask(__name__)
bucket = Bucket("couchbase://localhost/beer-sample")
atexit.register(bucket._close)


@app.route("/beers/<name>")
def beer(name):
    return bucket.get(name).value
""",
    silent="""What the request itself has opened, or keeps on flask.g, on the request or in threading.local; shutdown
and lifespan hooks, atexit, signals of a worker's end; an error handler that closes a broken connection, a function that
puts a new one in its place, and one that ends the process; commands, main() and tests.""",
    limits="""A connection is known to be shared where the file itself, or a module that it imports, keeps it when it
is imported, where a startup or lifespan hook of the file, or a function such as create_app(), puts it into the
application object or into a global, or where a factory with a guard or a cache keeps it. Where functions make several
applications it is not known to which of them a handler belongs.""",
    options=("--cb-entry-points",),
    check=check,
)
