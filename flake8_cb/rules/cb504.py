"""CB504: a connection of the sync flavour is used in a greenlet or in a Twisted callback."""

from __future__ import annotations

from collections.abc import Iterator

from flake8_cb.findings import Finding
from flake8_cb.flow.events import HeldUp, Trace
from flake8_cb.rules.rule import Rule, finding, origin, where
from flake8_cb.rules.steps import story

#: From this generation on the SDK does not work with gevent, whatever the flavour.
WITHOUT_GEVENT = 4


def check(trace: Trace) -> Iterator[Finding]:
    for event in trace.of(HeldUp):
        begun = where(event.begin, trace)
        if event.runner == "reactor":
            runs = f"in code that Twisted's reactor runs ({begun}), and makes it wait: use txcouchbase"
        elif trace.generation >= WITHOUT_GEVENT:
            continue
        elif trace.generation > 2:
            runs = f"in a greenlet (started {begun}), and makes all others wait: use a thread of gevent's threadpool"
        else:
            runs = f"in a greenlet (started {begun}), and makes all others wait: use gcouchbase"
        begins = f"the {event.runner} runs this" if event.runner == "reactor" else "the greenlet is started here"
        yield finding(
            RULE.code,
            event.node,
            f"{origin(event.connection, trace)} is used {runs}",
            story(trace, event.connection, (event.begin, begins), (event.spot, f"{event.label} waits here")),
        )


RULE = Rule(
    code="CB504",
    name="wrong-flavour",
    title="A sync connection is used in a greenlet or a Twisted callback",
    what="""An operation of the sync flavour (the package couchbase) runs in a greenlet that the program has
spawned, in a thread after gevent's monkey.patch_all(), or in code that Twisted's reactor runs: a callback of a
Deferred, callLater() or LoopingCall, an inlineCallbacks function, or a method of a protocol or resource.""",
    why="""The sync flavour waits for its answer in C code, which neither gevent nor Twisted can leave for something
else, monkey patched or not: until the answer or the timeout comes, no other greenlet and no other callback runs
(with 4.1.12 to 4.6.3 the reactor of Twisted was seen to stand still for as long as the answer took). In 2.x
gcouchbase.bucket.Bucket and txcouchbase.bucket.Bucket wait as these frameworks do, as their documentation says; 3.x
and 4.x have txcouchbase.cluster.TxCluster for Twisted, and nothing for gevent.""",
    bad="""
import gevent
from couchbase.bucket import Bucket

bucket = Bucket("couchbase://localhost/beer-sample")


def fetch(name):
    return bucket.get(name).value


gevent.joinall([gevent.spawn(fetch, name) for name in ("beer_1", "beer_2")])
""",
    good="""
import gevent
from gcouchbase.bucket import Bucket

bucket = Bucket("couchbase://localhost/beer-sample", username="web", password=input())


def fetch(name):
    return bucket.get(name).value


gevent.joinall([gevent.spawn(fetch, name) for name in ("beer_1", "beer_2")])
""",
    silent="""In the main greenlet, before and after others run; in threads that are none of gevent's making:
deferToThread(), callInThread(), gevent's threadpool, threading without monkey patching; what opens or closes a
connection; a connection that is opened with experimental_gevent_support (1.x, 2.x); and with gevent in 4.x, where
the SDK has no flavour for it. An operation in an async def is CB501's.""",
    limits="""Greenlets that a server makes for each request (StreamServer, WSGIServer, a worker of gunicorn), a
patch by `python -m gevent.monkey` or in another file, and callbacks that are handed to a library that cannot be
read are not seen as what they are.""",
    check=check,
)
