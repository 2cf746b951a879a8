"""CB203: a connection is opened anew on every request."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from flake8_cb.findings import Finding
from flake8_cb.flow.domain.typestate import Connection
from flake8_cb.flow.domain.values import FunctionNode
from flake8_cb.flow.events import ClosedShared, Trace
from flake8_cb.rules.openings import is_test, openings
from flake8_cb.rules.requests import EntryPoints
from flake8_cb.rules.rule import Rule, finding, where
from flake8_cb.rules.steps import story


def check(trace: Trace) -> Iterator[Finding]:
    entry_points = EntryPoints(trace)
    # A handler that closes what all share, so that the next one has to open it again, is told of where it closes.
    closed = {(each.function, each.connection.opened.node) for each in trace.of(ClosedShared)}
    for connection in openings(trace):
        if connection.opening.place is trace.tree or connection.cached:
            continue
        if (connection.entry, connection.opened.node) in closed:
            continue
        caller = runs_anew(connection, entry_points, trace)
        if caller:
            yield finding(
                RULE.code,
                connection.opening.place,
                f"{connection.name}{connection.target.label} (opened {where(connection.opened.node, trace)}) is opened "
                f"anew each time that {caller}: open it once, where the process starts",
                story(trace, (connection.entry, "this runs on each request, task, message or call"), connection),
            )


def runs_anew(connection: Connection, entry_points: EntryPoints, trace: Trace) -> str:
    """Return what runs the opening expression again and again, or ""."""
    entry = connection.entry
    entry_point = entry_points.entry_point_of(entry) if entry is not None else None
    if entry is not None and entry_point is not None:
        run = entry, connection.opening.site
        again = isinstance(entry, ast.Lambda) or run in trace.repeatable or run in trace.interrupted
        if again and not is_test(entry_point, trace):
            return f"{name_of(entry_point, trace)}() is called"
    elif is_of_body(connection, trace) and connection.thread is None and entry_points.is_script:
        kept = connection.kept_outside and trace.missed.get((entry, connection.opened.node))
        imported = connection.opened.node in trace.imported
        return "" if connection.abandoned or kept or imported else "the page is drawn"
    return ""


def name_of(entry: FunctionNode, trace: Trace) -> str:
    """Return the name by which a function is called: an initialiser by that of its class."""
    name = getattr(entry, "name", "the lambda")
    owner = trace.owners.get(entry)
    return owner.name if name == "__init__" and owner is not None else name


def is_of_body(connection: Connection, trace: Trace) -> bool:
    """Report whether the body of the module led to the opening: an initialiser is called from outside as well."""
    if connection.entry in trace.entries and connection.made_at is not None:
        calls = trace.calls.get(connection.entry, ())
        return any(call.node is connection.made_at.place and call.caller is None for call in calls)
    return connection.entry not in trace.entries


RULE = Rule(
    code="CB203",
    name="connection-per-request",
    title="A connection is opened anew on every request",
    what="""An opening expression runs on every request, task, message, tool call or invocation: its function is an
entry point of a framework (a Flask, FastAPI, Django, aiohttp or Tornado handler, a dependency, a Celery, RQ or Dramatiq
task, an AWS Lambda handler, a tool of an agent, the body of a Streamlit page), or one calls it.""",
    why="""To open a connection takes several round trips and an authentication with every node, which each request
then waits for; under load the sockets and, in SDK 4.x, the threads of the connections pile up (counted with 2.5.12,
3.2.7 and 4.1.12 to 4.6.3). The SDK's advice is one Bucket (documentation of 2.x) or one Cluster (of 3.x and 4.x)
for a process, opened when it starts.""",
    bad="""
from couchbase.bucket import Bucket
from flask import Flask

app = Flask(__name__)


@app.route("/beers/<name>")
def beer(name):
    bucket = Bucket("couchbase://localhost/beer-sample")
    return bucket.get(name).value
""",
    good="""
from couchbase.bucket import Bucket
from flask import Flask

app = Flask(__name__)
bucket = Bucket("couchbase://localhost/beer-sample")


@app.route("/beers/<name>")
def beer(name):
    return bucket.get(name).value
""",
    silent="""Connections of the module, of a lifespan or startup hook; a single object made lazily behind its
guard, on st.session_state too (but not one kept on flask.g or a request: these live for one request); functools.cache,
st.cache_resource and other caches; tests.""",
    limits="""Frameworks that it does not know, unless --cb-entry-points names them, and handlers that are
assigned to an attribute (`client.on_message = show`). A Django view that only the urls.py of another file tells
to be one, as its first parameter is not called request. For a public function CB204 speaks instead. A decorator
that cannot be read may keep what the function returns: it is trusted to.""",
    check=check,
    options=("--cb-entry-points",),
)
