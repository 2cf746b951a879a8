"""CB202: a loop opens the same connection again and again."""

from __future__ import annotations

from collections.abc import Iterator

from flake8_cb.findings import Finding
from flake8_cb.flow.events import Trace
from flake8_cb.flow.typestate import Connection
from flake8_cb.rules.openings import openings
from flake8_cb.rules.rule import Rule, finding
from flake8_cb.rules.steps import story


def check(trace: Trace) -> Iterator[Finding]:
    for connection in openings(trace):
        if connection.repeated_in is not None and is_replaced(connection) and not connection.opening.is_elsewhere:
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
