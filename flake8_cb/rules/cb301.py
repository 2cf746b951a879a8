"""CB301: a connection is closed while an operation is pending."""

from __future__ import annotations

from collections.abc import Iterator

from flake8_cb.findings import Finding
from flake8_cb.flow.events import ClosedWhilePending, Trace
from flake8_cb.rules.rule import Rule, finding, origin, where
from flake8_cb.rules.steps import story

#: What to do first, by what is pending.
ADVICE = {
    "pipeline": "close it after the block",
    "a thread": "join the thread first",
    "an executor's task": "wait for the task first",
    "rows read in part": "read the rows to the end first",
    "a query": "read its rows to the end first",
    "a task": "await the task first, or cancel it and await it",
    "an operation": "await its future first",
    "a greenlet": "join the greenlet first",
    "a Deferred": "wait for it first, or close in its last callback",
}


def check(trace: Trace) -> Iterator[Finding]:
    for event in trace.of(ClosedWhilePending):
        what = "operations in a pipeline" if event.pending.what == "pipeline" else event.pending.what
        place = where(event.pending.spot.node, trace)
        yield finding(
            RULE.code,
            event.node,
            f"{origin(event.connection, trace)} is closed while {what} {place} may be pending: "
            f"{ADVICE[event.pending.what]}",
            story(
                trace,
                event.connection,
                (event.pending.spot, f"{what} may be pending from here on"),
                (event.spot, f"{event.label} closes it here"),
            ),
        )


RULE = Rule(
    code="CB301",
    name="close-while-pending",
    title="A connection is closed while an operation is pending",
    what="""A connection is closed while an operation through it was sent and nobody has waited for its
end: inside the with block of a pipeline, beside a thread or greenlet that was not joined, an executor's task that
was not waited for or a task of asyncio that was not awaited, while a Deferred has not fired, or while the rows of a
query are read only in part. The futures and queries of acouchbase, and the queries of gcouchbase, in 2.x and 3.x are
under way as soon as they are asked for.""",
    why="""In 1.x to 3.x _close() destroys the handle: the callbacks of pending operations never come, as the
documentation of libcouchbase says. With 2.5.12 the thread that waits for them, and the end of a pipeline, were seen
to hang for ever, and with them the process; a future of acouchbase and a Deferred never fire. With 3.2.7 the call
of _close() itself does not return while a thread has an operation under way. In 4.x close() fails them at once with
an UnAmbiguousTimeoutException (seen with 4.1.12 to 4.6.3).""",
    bad="""
from threading import Thread

from couchbase.bucket import Bucket

bucket = Bucket("couchbase://localhost/beer-sample")


def warm_up():
    bucket.get_multi(["beer_1", "beer_2"])


thread = Thread(target=warm_up)
thread.start()
bucket._close()
""",
    good="""
from threading import Thread

from couchbase.bucket import Bucket

bucket = Bucket("couchbase://localhost/beer-sample")


def warm_up():
    bucket.get_multi(["beer_1", "beer_2"])


thread = Thread(target=warm_up)
thread.start()
thread.join()
bucket._close()
""",
    silent="""After the end of the pipeline's block; after join(), result(), wait(), shutdown() or the end
of the executor's with block; after joinall() or get() of a greenlet; after await, gather() or the end of the
TaskGroup, and when the loop has ended; after a yield or await of the Deferred, in its own chain of callbacks, and in
callbacks that close on a condition, as those that count the answers do; after the rows were read to the end; for a
lazy result that nobody has begun to read.""",
    limits="""Rows of a columnar result do not count as pending, nor do threads that unknown code starts, and rows
that are handed to it; a task, future or query that is handed to it counts as waited for. What a task uses is learnt
from a trial of its coroutine for a limited number of steps. Where a thread is not joined but waited for in another
way, by an Event, a Condition or Queue.join(), it counts as ended from there on; where a Semaphore tells its end the
place is reported although the operation may be over.""",
    check=check,
)
