"""CB303: the coroutine of a close() is never awaited."""

from __future__ import annotations

from collections.abc import Iterator

from flake8_cb.findings import Finding
from flake8_cb.flow.events import NeverAwaited, Trace
from flake8_cb.rules.rule import Rule, finding, origin
from flake8_cb.rules.steps import story

#: What to do instead, by the call that was to run the coroutine.
ADVICE = {
    "ExitStack.callback()": "use push_async_callback() of an AsyncExitStack",
    "AsyncExitStack.callback()": "use push_async_callback()",
    "closing()": "await it in a finally block",
    "register()": "await it before the event loop ends",
}


def check(trace: Trace) -> Iterator[Finding]:
    for event in trace.of(NeverAwaited):
        if event.closes and event.node not in trace.awaited:
            caller = f" that {event.by} calls" if event.by else ""
            yield finding(
                RULE.code,
                event.node,
                f"{origin(event.connection, trace)} is not closed, as the coroutine of {event.label}{caller} "
                f"is never awaited: {ADVICE.get(event.by, 'await it')}",
                story(trace, event.connection, (event.node, f"{event.label} only makes a coroutine here")),
            )


RULE = Rule(
    code="CB303",
    name="close-not-awaited",
    title="The coroutine of a close() is never awaited",
    what="""The close() of an asyncio connection is called, but what it returns is dropped: nobody awaits it, makes
a task of it or hands it on. The same goes for a function of the project that would close the connection, and for a
close() that something calls which awaits nothing: ExitStack.callback(), contextlib.closing() or atexit.register().""",
    why="""In 4.x close() of acouchbase, and shutdown() of acouchbase_analytics, are coroutines: the call does
nothing but make one. The sockets stay open, requests under way are not ended, and Python warns at some later time
that the coroutine was never awaited (seen with 4.1.12 to 4.6.3; that of acouchbase_analytics was read in its
source). In 2.x and 3.x _close() is a plain method, as is shutdown() of acouchbase_columnar.""",
    bad="""
import asyncio

from acouchbase.cluster import Cluster
from couchbase.auth import PasswordAuthenticator
from couchbase.options import ClusterOptions


async def main():
    options = ClusterOptions(PasswordAuthenticator("reader", "secret"))
    cluster = await Cluster.connect("couchbase://localhost", options)
    beers = cluster.bucket("beer-sample").default_collection()
    print(await beers.get("21st_amendment_brewery_cafe"))
    cluster.close()


asyncio.run(main())
""",
    good="""
import asyncio

from acouchbase.cluster import Cluster
from couchbase.auth import PasswordAuthenticator
from couchbase.options import ClusterOptions


async def main():
    options = ClusterOptions(PasswordAuthenticator("reader", "secret"))
    cluster = await Cluster.connect("couchbase://localhost", options)
    beers = cluster.bucket("beer-sample").default_collection()
    print(await beers.get("21st_amendment_brewery_cafe"))
    await cluster.close()


asyncio.run(main())
""",
    silent="""A coroutine that some path awaits, or that is returned, yielded, kept in an attribute, made a task of or
handed to code that cannot be read; one that is dropped because an exception was raised; sync connections.""",
    limits="""A coroutine that is kept in an attribute or put into a collection from which something is read counts as
awaited. A connection that only another call of the program opens is known where that call keeps it in a name of the
module, or in an attribute of the object.""",
    check=check,
    generations=frozenset({4}),
)
