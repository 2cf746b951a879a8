"""CB502: threads share a connection without a lock."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from flake8_cb.findings import Finding
from flake8_cb.flow.events import SharedUnlocked, Trace
from flake8_cb.project.imports import submodule
from flake8_cb.project.modules import imported_modules
from flake8_cb.rules.rule import Rule, finding, several, sorted_by_place, where
from flake8_cb.rules.steps import Part, story

#: Libraries that make greenlets of threads: these take turns, and never use a connection at one time.
PATCHING = frozenset({"gevent.monkey", "eventlet"})


def check(trace: Trace) -> Iterator[Finding]:
    by_place: dict[ast.AST, list[SharedUnlocked]] = {}
    for event in trace.of(SharedUnlocked):
        by_place.setdefault(event.node, []).append(event)
    if by_place and any(map(has_greenlets, (trace.tree, *(module.tree for module in trace.modules)))):
        return
    for node, events in by_place.items():
        connections = sorted_by_place(event.connection for event in events)
        subject, be = several(connections, trace)
        yield finding(
            RULE.code,
            node,
            f"{subject} {be} used by {users(events[0], trace)} at one time without a common lock: "
            f"open it in lock mode WAIT, or one in each thread",
            story(trace, *connections, *users_met(events[0])),
        )


def users(event: SharedUnlocked, trace: Trace) -> str:
    """Return which threads use the connection."""
    if event.by_starter:
        return f"what {event.label} starts here and, {where(event.other, trace)}, by the thread that starts it"
    if event.other is event.node:
        return f"several threads of {event.label}"
    return f"what {event.label} starts here and by the thread started {where(event.other, trace)}"


def users_met(event: SharedUnlocked) -> Iterator[Part]:
    """Yield where those threads are started or use the connection."""
    other = "the thread that starts the other uses it here" if event.by_starter else "a thread that uses it starts here"
    if event.other is not event.node:
        yield event.other, other
    yield event.spot, f"{event.label} starts {'several threads' if event.other is event.node else 'the other'} here"


def has_greenlets(tree: ast.Module | None) -> bool:
    """Report whether the file imports a library that puts greenlets in the place of threads."""
    imported = imported_modules(tree) if tree is not None else ()
    return any(not PATCHING.isdisjoint((module, submodule(module, name))) for module, name in imported)


RULE = Rule(
    code="CB502",
    name="unlocked-sharing",
    title="Threads share a connection without a lock",
    what="""Two threads use one connection of SDK 1.x to 3.x at one time. It was opened without lock mode WAIT
(lockmode=LOCKMODE_WAIT, from 3.x on ClusterOptions(lockmode=LockMode.WAIT)) or with unlock_gil=False, and no common
lock is held around its operations. The threads may be threading.Thread objects, the thread that starts them, or the
workers of a ThreadPoolExecutor, a ThreadPool, asyncio.to_thread or run_in_executor.""",
    why="""A connection of 1.x to 3.x serves one thread at a time. In the default mode, LOCKMODE_EXC, an operation
that finds another one under way raises ObjectThreadError in 1.x and 2.x: with 2.5.12 six threads that read at once
lost five in six of their operations. In 3.x it is to raise an exception by its documentation, and with a 3.2.7
built from its source the process crashed each time. With LOCKMODE_NONE, to which unlock_gil=False leads, the
interpreter aborts (seen with 2.5.12). With LOCKMODE_WAIT operations wait for one another, and none was lost
(2.5.12, 3.2.7). A Cluster of 4.x may be shared freely (documented, and seen with 4.6.3).""",
    bad="""
from concurrent.futures import ThreadPoolExecutor

from couchbase.bucket import Bucket

bucket = Bucket("couchbase://localhost/beer-sample", username="brewer", password=input())


def load(key):
    return bucket.get(key).value


with ThreadPoolExecutor(max_workers=8) as executor:
    beers = list(executor.map(load, ["beer_1", "beer_2", "beer_3"]))
""",
    good="""
from concurrent.futures import ThreadPoolExecutor

from couchbase.bucket import LOCKMODE_WAIT, Bucket

bucket = Bucket("couchbase://localhost/beer-sample", username="brewer", password=input(), lockmode=LOCKMODE_WAIT)


def load(key):
    return bucket.get(key).value


with ThreadPoolExecutor(max_workers=8) as executor:
    beers = list(executor.map(load, ["beer_1", "beer_2", "beer_3"]))
""",
    silent="""A connection in lock mode WAIT, or whose lock mode is not known; one lock that is held wherever threads
use it; a connection for each thread: opened in the thread, kept in threading.local, or taken out of a queue or a list;
use before the start or after the join; an executor with one worker; SDK 4.x; greenlets.""",
    limits="""Threads that a server makes for its requests are not seen: only those that the program starts are. What
a thread does after the starting one has waited for an event or a queue is taken to be over. Tasks of asyncio are
compared within one gather(), and not when they are made one by one with create_task(). That gevent or eventlet replace
threads by greenlets is seen in the file itself and in what it imports.""",
    check=check,
)
