"""CB302: a closed connection is used."""

from __future__ import annotations

from collections.abc import Iterator

from flake8_cb.findings import Finding
from flake8_cb.flow.events import Trace, UsedAfterClose
from flake8_cb.rules.rule import Rule, finding, where
from flake8_cb.rules.steps import story


def check(trace: Trace) -> Iterator[Finding]:
    for event in trace.of(UsedAfterClose):
        yield finding(
            RULE.code,
            event.node,
            f"{event.name} (closed {where(event.closed, trace)}) is used by {event.label}: "
            "use it before it is closed, or open a new one",
            story(
                trace,
                *([event.connection] if event.connection else []),
                (event.closed, f"{event.name} is closed here"),
                (event.spot, f"{event.label} uses it here"),
            ),
        )


RULE = Rule(
    code="CB302",
    name="use-after-close",
    title="A closed connection is used",
    what="""An operation works on a connection that was closed, or on a handle of it; to connect() the same
object again counts as one.""",
    why="""In 2.x the operation raises ClientTemporaryFailError (seen with 2.5.12), in 3.x it never returns (3.2.7),
in 4.x it raises RuntimeError (4.6.3), up to 4.5 CouchbaseException (4.5.1). A 3.x disconnect() ends the calls of
the cluster itself only. A 4.x Bucket.close() closes the bucket for all its handles: up to 4.5 those of the closed
object raise AttributeError, all others open the bucket again, unasked, with their next operation (seen with 4.1.12
to 4.6.3).""",
    bad="""
from couchbase.bucket import Bucket

bucket = Bucket("couchbase://localhost/beer-sample")
bucket.upsert("beer", {"name": "Old Yankee Ale"})
bucket._close()
print(bucket.get("beer").value)
""",
    good="""
from couchbase.bucket import Bucket

bucket = Bucket("couchbase://localhost/beer-sample")
bucket.upsert("beer", {"name": "Old Yankee Ale"})
print(bucket.get("beer").value)
bucket._close()
""",
    silent="""Closing twice; asking a closed connection for attributes; handles of other buckets after a
3.x disconnect(); a new connection under the old name; a test that demands the error, or is marked to fail.""",
    limits="""What code that cannot be read does with a connection: it may close it or use it. A close in a
thread that nobody waits for, in a handler of a signal or in a function registered with atexit. A generator that next()
resumes after the close. A public method that uses the connection, where another one closes it: in which order others
call them is not known.""",
    check=check,
)
