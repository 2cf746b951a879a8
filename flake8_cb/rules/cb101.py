"""CB101: a connection is open when the process forks."""

from __future__ import annotations

from collections.abc import Iterator

from flake8_cb.findings import Finding
from flake8_cb.flow.events import Trace
from flake8_cb.rules.forks import open_across
from flake8_cb.rules.rule import Rule, finding, several, sorted_by_place
from flake8_cb.rules.steps import story


def check(trace: Trace) -> Iterator[Finding]:
    for node, (event, connections) in open_across(trace).items():
        subject, be = several(connections, trace)
        yield finding(
            RULE.code,
            node,
            f"{subject} {be} open when {event.label} forks: open it in the child",
            story(trace, *sorted_by_place(connections), (event.spot, f"{event.label} forks here")),
        )


RULE = Rule(
    code="CB101",
    name="open-across-fork",
    title="A connection is open when the process forks",
    what="A fork point is reached while a connection that this process opened is still open.",
    why="""The child inherits the sockets of the parent, and in SDK 4.x none of the threads that serve them. In 1.x
to 3.x parent and child that work at the same time read each other's answers: with 2.5.12 and 3.2.7 both sides were
seen to run into timeouts, and with 2.5.12 the parent to crash now and then. In 4.x a child of os.fork() that ends
by sys.exit() or by its last statement waits for ever in the destructor of the inherited cluster (seen with 4.1.12
to 4.6.3; a child of multiprocessing ends without it). The documentation of SDK 2.x says that the Bucket must not be
created in the parent, that of 4.x that a cluster cannot be shared by processes.""",
    bad="""
from multiprocessing import Process

from couchbase.bucket import Bucket


def report(day):
    print("report for", day)


def main():
    bucket = Bucket("couchbase://localhost/beer-sample")
    days = bucket.get("days").value
    for day in days:
        Process(target=report, args=(day,)).start()


if __name__ == "__main__":
    main()
""",
    good="""
from multiprocessing import Process

from couchbase.bucket import Bucket


def report(day):
    bucket = Bucket("couchbase://localhost/beer-sample")
    print("report for", day, bucket.get(day).value)


def main():
    for day in ("monday", "tuesday"):
        Process(target=report, args=(day,)).start()


if __name__ == "__main__":
    main()
""",
    silent="""The connection was closed before, or nothing refers to it any more; a 2.x Cluster that opened
no bucket; the start method is spawn or forkserver; the child of os.fork() replaces itself (os.exec*) or
ends with os._exit() without using it.""",
    limits="""Processes that a library makes on its own (torch.multiprocessing, pexpect), or that code which
cannot be read starts; a start method that is only known at run time. A connection that was handed to such code
and is dropped here counts as gone, and so does one that only a reference cycle keeps alive until the garbage
collector comes round. A public method that forks, where another one opens the connection: in which order others
call them is not known.""",
    check=check,
    options=("--cb-start-method",),
)
