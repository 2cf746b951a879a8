"""CB102: a child uses a connection that it inherited."""

from __future__ import annotations

from collections.abc import Iterator

from flake8_cb.findings import Finding
from flake8_cb.flow.events import Trace, UsedAcrossFork
from flake8_cb.rules.forks import used_across
from flake8_cb.rules.rule import Rule, finding, several, sorted_by_place
from flake8_cb.rules.steps import story


def check(trace: Trace) -> Iterator[Finding]:
    for node, (event, connections) in used_across(trace).items():
        subject, be = several(connections, trace)
        used = event.used if isinstance(event, UsedAcrossFork) else None
        yield finding(
            RULE.code,
            node,
            f"{subject} {be} used in the child that {event.label} forks: open it in the child",
            story(
                trace,
                *sorted_by_place(connections),
                (used, "what the child runs uses it here"),
                (event.spot, f"{event.label} forks the child here"),
            ),
        )


RULE = Rule(
    code="CB102",
    name="used-across-fork",
    title="A child uses a connection that its parent opened",
    what="""As CB101, and the child operates on the connection or on a handle of it: in its target function
or in whatever that calls, through an argument, a closure, a global, an attribute or a bound method.""",
    why="""With SDK 4.x the first key-value operation or bucket() in the child hangs for ever, and no timeout ends
it, because the thread that should serve it exists only in the parent (seen with 4.1.12 to 4.6.3). With 1.x to 3.x
parent and child share sockets: each takes answers that belong to the other, both time out (seen with 2.5.12 and
3.2.7), and the interpreter may crash (seen with 2.5.12, and documented). One that works after the other may get
through, by luck.""",
    bad="""
from multiprocessing import Process

from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions


def load(collection, key):
    collection.upsert(key, {"loaded": True})


def main():
    cluster = Cluster("couchbase://localhost", ClusterOptions(PasswordAuthenticator("app", input())))
    collection = cluster.bucket("travel-sample").default_collection()
    worker = Process(target=load, args=(collection, "airline_10"))
    worker.start()
    worker.join()


main()
""",
    good="""
from multiprocessing import Process

from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions


def load(password, key):
    cluster = Cluster("couchbase://localhost", ClusterOptions(PasswordAuthenticator("app", password)))
    cluster.bucket("travel-sample").default_collection().upsert(key, {"loaded": True})


def main():
    worker = Process(target=load, args=(input(), "airline_10"))
    worker.start()
    worker.join()


main()
""",
    silent="""The child opens its own connection, also in the initializer of a pool; the start method is
spawn or forkserver (then see CB103).""",
    limits="""Uses in code that cannot be read, such as a library's function that is handed the connection or
one of its methods, and in what eval() and exec() run: these places are CB101. Which processes are not seen at
all is told there too.""",
    check=check,
    options=("--cb-start-method",),
)
