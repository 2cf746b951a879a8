"""CB901: a connection is closed by a private method."""

from __future__ import annotations

from collections.abc import Iterator

from flake8_cb.findings import Finding
from flake8_cb.flow.events import Closed, Trace
from flake8_cb.rules.rule import Rule, finding, origin
from flake8_cb.rules.steps import story


def check(trace: Trace) -> Iterator[Finding]:
    for event in trace.of(Closed):
        if event.method == "_close":
            yield finding(
                RULE.code,
                event.node,
                f"{event.label} closes {origin(event.connection, trace)} for good, a last resort of the SDK: "
                "let go of the last reference instead",
                story(trace, event.connection, (event.spot, f"{event.label} closes it here")),
            )


RULE = Rule(
    code="CB901",
    name="private-close",
    title="A connection is closed by a private method",
    what="""_close() is called on a connection of SDK 1.x to 3.x, of whatever flavour, directly or through a handle.""",
    why="""_close() is a private method: the documentation of 2.x names it a last resort, because operations that
are pending then never end, and because an operation after it fails (seen with 2.5.12) or hangs (3.2.7). A
connection closes itself when nothing refers to it any more. In 4.x there is no such method: close() is public.""",
    bad="""
from couchbase.bucket import Bucket


def main():
    bucket = Bucket("couchbase://localhost/beer-sample", username="brewer", password=input())
    print(bucket.get("21st_amendment").value)
    bucket._close()


main()
""",
    good="""
from couchbase.bucket import Bucket


def main():
    bucket = Bucket("couchbase://localhost/beer-sample", username="brewer", password=input())
    print(bucket.get("21st_amendment").value)


main()
""",
    silent="""close(), disconnect() and shutdown(), which are public; a _close() of a class of your own, or of an
object that is no connection of the SDK.""",
    limits="""A parameter without an annotation is followed only where a caller in the project hands it a
connection: it is then reported at that caller.""",
    check=check,
    generations=frozenset({2, 3}),
)
