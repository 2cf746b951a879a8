"""CB501: a blocking call of the sync flavour runs on an event loop."""

from __future__ import annotations

from collections.abc import Iterator

from flake8_cb.findings import Finding
from flake8_cb.flow.events import Blocked, Trace
from flake8_cb.rules.rule import Rule, finding, origin, where
from flake8_cb.rules.steps import story
from flake8_cb.sdk.flavours import ASYNCIO_TWINS


def check(trace: Trace) -> Iterator[Finding]:
    blocked = trace.of(Blocked)
    misnamed = {event.connection.opened for event in blocked if event.awaited}
    for event in blocked:
        connection = event.connection
        if connection.opened in misnamed:
            continue
        twin = ASYNCIO_TWINS.get(connection.target.family, "acouchbase")
        deeper = f" {where(event.spot.node, trace)}" if event.spot.node is not event.node else ""
        opens = event.spot.node is connection.opened.node
        until = (
            f"{connection.name}{connection.target.label} is connected"
            if opens
            else f"{origin(connection, trace)} answers"
        )
        yield finding(
            RULE.code,
            event.node,
            f"the event loop is blocked by {described(event.label)}{deeper} until {until}: "
            f"use {twin}, or call it in a thread (asyncio.to_thread)",
            story(
                trace,
                *([] if opens else [connection]),
                (event.spot, f"{described(event.label)} blocks the event loop here"),
            ),
        )


def described(label: str) -> str:
    """Return what blocks as a sentence names it."""
    if label.endswith(("__iter__()", "__aiter__()")):
        return f"reading {label.rpartition('.')[0]}"
    return label if label.endswith(")") or " " in label else f"reading rows ({label})"


RULE = Rule(
    code="CB501",
    name="blocking-in-async",
    title="A blocking call runs on an event loop",
    what="""A call of the sync flavour that waits for the server (connecting, an operation, the rows of a
query, bucket(), close()) runs on an event loop: in an async def, in a plain function that one calls, in a
callback of the loop, or in a handler of Tornado. The finding stands at the expression in the coroutine or
callback, however deep the call lies.""",
    why="""The loop runs one piece of code at a time. While a call of couchbase waits for the server, no other
request, task or timer of the process moves, not even those that do not use Couchbase; a timeout of 2.5 seconds for
one key is a halt of 2.5 seconds for all, and to connect may take 10. With 4.1.12 to 4.6.3 the loop was seen to
stand still for as long as the answer took; in older generations the same calls wait in C code as well. The queries
of all generations are lazy: what blocks is to read the rows, not query(). From 3.0 on acouchbase has the same API,
to be awaited; in 2.x it has to be enabled first.""",
    bad="""
from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions
from fastapi import FastAPI

app = FastAPI()
cluster = Cluster("couchbase://localhost", ClusterOptions(PasswordAuthenticator("app", "secret")))
beers = cluster.bucket("beer-sample").default_collection()


@app.get("/beers/{name}")
async def beer(name: str):
    return beers.get(name).content_as[dict]
""",
    good="""
import asyncio

from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions
from fastapi import FastAPI

app = FastAPI()
cluster = Cluster("couchbase://localhost", ClusterOptions(PasswordAuthenticator("app", "secret")))
beers = cluster.bucket("beer-sample").default_collection()


@app.get("/beers/{name}")
def beer(name: str):
    return beers.get(name).content_as[dict]


@app.get("/brewery/{name}")
async def brewery(name: str):
    found = await asyncio.to_thread(beers.get, name)
    return found.content_as[dict]
""",
    silent="""Calls that are handed to a thread or process: asyncio.to_thread, run_in_executor, an executor,
run_in_threadpool, sync_to_async; plain handlers and dependencies of FastAPI, Starlette and Django, which
run in threads; what runs before or after the loop; handles that are made without asking the server
(scope, collection, a query that nobody reads); acouchbase, gcouchbase and txcouchbase.""",
    check=check,
    limits="""A loop that calls plain functions by a way of its own is known only for asyncio and Tornado:
plain handlers of Sanic, plain tools of an MCP server and plain startup hooks are taken for code that may run
in a thread. A decorator that cannot be read is taken to leave a function where it is, unless the result
is awaited. A coroutine in another file is told of when that file is linted, which may not know what
connection it is handed. A query whose rows are read on the loop is known to come from a thread only where
the thread is given query() itself.""",
)
