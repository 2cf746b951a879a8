"""CB503: the coroutine of an operation is never awaited."""

from __future__ import annotations

from collections.abc import Iterator

from flake8_cb.findings import Finding
from flake8_cb.flow.events import NeverAwaited, Trace
from flake8_cb.rules.rule import Rule, finding, origin
from flake8_cb.rules.steps import story


def check(trace: Trace) -> Iterator[Finding]:
    for event in trace.of(NeverAwaited):
        if not event.closes and event.node not in trace.awaited:
            yield finding(
                RULE.code,
                event.node,
                f"{event.label} sends nothing through {origin(event.connection, trace)}, as its coroutine "
                "is never awaited: await it, or make a task of it and keep that",
                story(trace, event.connection, (event.node, f"{event.label} only makes a coroutine here")),
            )


RULE = Rule(
    code="CB503",
    name="never-awaited",
    title="The coroutine of an operation is never awaited",
    what="""An operation of 4.x acouchbase is called, but what it returns is dropped: nobody awaits it, makes a task of
it or hands it on. The same goes for an async function of the project that would operate.""",
    why="""From 4.6 on the operations of acouchbase are coroutines: the call sends nothing, it only makes one, and
Python warns at some later time that it was never awaited. The document is not written, and an error is not raised
(seen with 4.6.3). In 2.x, in 3.x and up to 4.5 the call returns a future: its operation is sent already (seen with
2.5.12, 3.2.7, 4.1.12 and 4.5.1), and only its result is lost.""",
    bad="""
import asyncio

from acouchbase.cluster import Cluster
from couchbase.auth import PasswordAuthenticator
from couchbase.options import ClusterOptions


async def main():
    options = ClusterOptions(PasswordAuthenticator("writer", "secret"))
    cluster = await Cluster.connect("couchbase://localhost", options)
    beers = cluster.bucket("beer-sample").default_collection()
    beers.upsert("old_yankee_ale", {"abv": 5.4})
    await cluster.close()


asyncio.run(main())
""",
    good="""
import asyncio

from acouchbase.cluster import Cluster
from couchbase.auth import PasswordAuthenticator
from couchbase.options import ClusterOptions


async def main():
    options = ClusterOptions(PasswordAuthenticator("writer", "secret"))
    cluster = await Cluster.connect("couchbase://localhost", options)
    beers = cluster.bucket("beer-sample").default_collection()
    await beers.upsert("old_yankee_ale", {"abv": 5.4})
    await cluster.close()


asyncio.run(main())
""",
    silent="""A coroutine that some path awaits, or that is returned, yielded, kept in an attribute, made a task of or
handed to code that cannot be read, be the task kept or not; one that is dropped because an exception was raised; a
query, which is no coroutine and is sent when its rows are read.""",
    limits="""A coroutine that is kept in an attribute or put into a collection from which something is read counts as
awaited. A connection that only another call of the program opens is known where that call keeps it in a name of the
module, or in an attribute of the object. What an async function would do is learnt from a trial of limited length.
The releases from 4.0 to 4.5, whose operations are sent without being awaited, are not told from later ones.""",
    check=check,
    generations=frozenset({4}),
)
