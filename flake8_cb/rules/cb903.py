"""CB903: nothing is done with a connection."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from flake8_cb.findings import Finding
from flake8_cb.flow.domain.typestate import Connection
from flake8_cb.flow.events import Trace
from flake8_cb.rules.openings import openings
from flake8_cb.rules.rule import Rule, finding
from flake8_cb.rules.steps import story
from flake8_cb.trees import walk


def check(trace: Trace) -> Iterator[Finding]:
    if trace.given_up:
        return  # what was not followed may have used it
    opened: dict[ast.AST, list[Connection]] = {}
    for connection in openings(trace):
        opened.setdefault(connection.opening.site, []).append(connection)
    tried = set(probes(trace.tree)) if trace.tree and opened else set()
    for site, connections in opened.items():
        if site in trace.lasting or site in tried or not all(is_idle(each, trace) for each in connections):
            continue
        first = connections[0]
        closed = ", only closed again" if any(each.closed for each in connections) else ""
        yield finding(
            RULE.code,
            site,
            f"nothing is done with {first.name}{first.target.label}{closed}: do not open it",
            story(trace, first, (first.closed, "it is only closed again here")),
        )


def is_idle(connection: Connection, trace: Trace) -> bool:
    """Report whether nothing was done with a connection, and nobody else can get at it."""
    node, site = connection.opened.node, connection.opening.site
    if connection.opening.is_elsewhere or node in trace.cut_short:
        return False
    if not {(node, site), (node, node)}.isdisjoint(trace.used):
        return False
    handed_on = connection.kept_outside or connection.pooled or connection.cached or connection.abandoned
    return not handed_on and (not is_reachable(connection) or connection.closed is not None)


def is_reachable(connection: Connection) -> bool:
    """Report whether a connection outlives what opened it: in an object, or in a module that others may import."""
    at_top = connection.opening.function is None
    return connection.at_import and not connection.dropped if at_top else connection.outcome == "kept"


def probes(tree: ast.Module) -> Iterator[ast.AST]:
    """Yield the expressions that are only tried, and whose failure is handled: the opening itself is what counts."""
    for each in walk(tree):
        if isinstance(each, ast.Try) and each.handlers:
            for statement in each.body:
                if isinstance(statement, ast.Expr):
                    yield statement.value.value if isinstance(statement.value, ast.Await) else statement.value


RULE = Rule(
    code="CB903",
    name="idle-connection",
    title="Nothing is done with a connection",
    what="""A connection is opened and on no run anything is done with it: no operation, it is handed to nobody and
kept nowhere where others could reach it. To open it and only to close it again counts as nothing.""",
    why="""To open a connection costs several round trips and an authentication with every node (in 4.x also
threads), and the server keeps its side of it open: in SDK 1.x to 3.x for each bucket that is opened, too (counted
with 2.5.12, 3.2.7 and 4.1.12 to 4.6.3).""",
    bad="""
from couchbase.bucket import Bucket


def main():
    bucket = Bucket("couchbase://localhost/beer-sample", username="brewer", password=input())
    print("ready")


main()
""",
    good="""
from couchbase.bucket import Bucket


def main():
    bucket = Bucket("couchbase://localhost/beer-sample", username="brewer", password=input())
    print("ready", bucket.get("21st_amendment").value)


main()
""",
    silent="""Names at the top of a module that others can import; what is returned, yielded, stored in an object
or a collection, or handed to code that cannot be read; tests; a cluster whose
bucket is used; an opening that is only tried, by a statement of its own whose failure is handled.""",
    limits="""A connection that is kept in an object that nobody uses is not reported. Where one function opens
connections for several callers, each of them is looked at by itself only as far as the function hands it out.""",
    check=check,
)
