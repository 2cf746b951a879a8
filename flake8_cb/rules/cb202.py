"""CB202: a loop opens the same connection again and again."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from flake8_cb.findings import Finding
from flake8_cb.flow.domain.typestate import Connection
from flake8_cb.flow.events import Repeated, Trace
from flake8_cb.rules.openings import openings
from flake8_cb.rules.rule import Rule, finding
from flake8_cb.rules.steps import story
from flake8_cb.trees import last_name, walk

#: Methods that close a connection.
CLOSING = frozenset({"_close", "close", "disconnect", "shutdown"})


def check(trace: Trace) -> Iterator[Finding]:
    for connection in (*openings(trace), *openings(trace, Repeated)):
        if connection.repeated_in is None or connection.opening.is_elsewhere:
            continue
        if is_replaced(connection) and not is_tried(connection, trace):
            line = getattr(connection.repeated_in, "lineno", 0)
            yield finding(
                RULE.code,
                connection.opening.site,
                f"{connection.name}{connection.target.label} is opened in each turn of the loop of line {line}: "
                "open it before the loop",
                story(trace, (connection.repeated_in, "the loop begins here"), connection),
            )


def is_replaced(connection: Connection) -> bool:
    """Report whether nothing keeps the connection on purpose, and no exception led to the next one."""
    return not (connection.pooled or connection.kept_outside or connection.abandoned)


def is_tried(connection: Connection, trace: Trace) -> bool:
    """Report whether the loop is left with the connection when that turns out to be good: each turn is an attempt.

    It is returned, or closed where it is not good and used behind the loop.
    """
    loop, site = connection.repeated_in, connection.opening.site
    assert loop is not None
    inside = walk(loop)
    names = {
        last_name(target)
        for each in inside
        if isinstance(each, ast.Assign) and any(part is site for part in walk(each.value))
        for target in each.targets
    } - {""}
    returned = (each.value for each in inside if isinstance(each, ast.Return) and each.value is not None)
    if any(last_name(each) in names for each in returned):
        return True
    leaves = any(isinstance(each, ast.Break) for each in inside)
    closes = any(is_close_of(each, names) for each in inside)
    whole = connection.opening.function or trace.tree
    if not (leaves and closes) or whole is None:
        return False
    end = max(getattr(part, "lineno", 0) for part in inside)
    return any(
        isinstance(each, (ast.Name, ast.Attribute))
        and isinstance(each.ctx, ast.Load)
        and last_name(each) in names
        and each.lineno > end
        for each in walk(whole)
    )


def is_close_of(node: ast.AST, names: set[str]) -> bool:
    """Report whether a call closes what has one of these names."""
    method = node.func if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) else None
    return method is not None and method.attr in CLOSING and last_name(method.value) in names


RULE = Rule(
    code="CB202",
    name="connection-in-loop",
    title="A loop opens the same connection again and again",
    what="""One opening expression runs in successive turns of a loop of its own function for the same
target, whether or not each turn closes it.""",
    why="""To open a connection takes several round trips and an authentication with every node. Inside a loop that
price is paid for each turn. In 1.x and 2.x a Bucket is a connection, in 3.x a Cluster is one and each
cluster.bucket() is another, in 4.x only a Cluster is (sockets were counted with 2.5.12, 3.2.7 and 4.1.12 to 4.6.3);
in 4.6 each Cluster that is dropped without close() also leaves two threads behind (seen with 4.6.3).""",
    bad="""
from couchbase.bucket import Bucket

for key in open("keys.txt"):
    bucket = Bucket("couchbase://localhost/beer-sample")
    print(bucket.get(key).value)
""",
    good="""
from couchbase.bucket import Bucket

bucket = Bucket("couchbase://localhost/beer-sample")
for key in open("keys.txt"):
    print(bucket.get(key).value)
""",
    silent="""The target differs from turn to turn; the connections are kept together in a collection that
outlives the loop (a pool); a retry loop that leaves after success, a reconnect loop that comes round only
after an exception.""",
    limits="""Targets that only at run time turn out to be the same, as in a loop over the command line. What
becomes of a connection that is handed to code which cannot be read: that may be a pool. A loop that always ends
after its first turn is reported where the code does not show that it does.""",
    check=check,
)
