"""CB201: a second connection to the same target."""

from __future__ import annotations

from collections.abc import Iterator

from flake8_cb.findings import Finding
from flake8_cb.flow.domain.typestate import Conflict, Opening
from flake8_cb.flow.events import Trace
from flake8_cb.rules.openings import has_own_thread, openings
from flake8_cb.rules.rule import Rule, finding, where
from flake8_cb.rules.steps import story


def check(trace: Trace) -> Iterator[Finding]:
    # What an exception takes away again was an attempt; the path without it tells of the others.
    opened = [each for each in openings(trace) if not each.abandoned]
    pairs = {(each.opening.site, conflict.opening.site) for each in opened for conflict in each.conflicts}
    for connection in opened:
        opening = connection.clash or connection.opening
        for conflict in connection.conflicts:
            if not (conflict.nested or connection.clash or conflict.opening.site is not opening.site):
                continue
            met = (conflict.opening.site, opening.site) in pairs and is_later(conflict, opening)
            of_instances = {opening.function, conflict.opening.function} <= trace.owners.keys()
            if met and of_instances and not connection.clash:
                continue  # another instance meets what the one before it has opened last: CB205 tells of instances
            if has_own_thread(opening.site, trace, conflict.opening.site):
                continue
            if opening.is_elsewhere and opening.place in (conflict.opening.place, trace.tree):
                continue  # both stand behind one expression: that file tells of them
            yield finding(
                RULE.code,
                opening.place,
                f"{connection.name}{connection.target.label} is connected to a second time, the connection "
                f"opened {where(conflict.opened.node, trace)} is still open: use that one",
                story(
                    trace,
                    (conflict.opening.place, "this asks for the first connection"),
                    (conflict.opened, "the first connection is opened here"),
                    connection,
                ),
            )
            break


def is_later(conflict: Conflict, opening: Opening) -> bool:
    """Report whether the other opening stands further down in the linted file."""
    return getattr(conflict.opening.place, "lineno", 0) > getattr(opening.place, "lineno", 0)


RULE = Rule(
    code="CB201",
    name="second-connection",
    title="A second connection to the same target",
    what="""An opening expression opens a connection while another one to the same target, opened by a
different expression, is open in the same process.""",
    why="""Each connection costs sockets on every node, a bootstrap and an authentication, in 4.x also two threads
of the core and, from 4.6 on, two of Python: a second Cluster was seen to double all of them (4.1.12 to 4.6.3). The
SDK's advice is one Bucket object for each bucket (documentation of 2.x) and one Cluster (of 3.x and 4.x) for an
application. In 2.x each open_bucket() and in 3.x each cluster.bucket() is a new connection (sockets were counted
with 2.5.12 and 3.2.7); in 4.x bucket() is not (4.1.12 to 4.6.3).""",
    bad="""
from couchbase.bucket import Bucket

beers = Bucket("couchbase://localhost/beer-sample")
print(beers.get("21st_amendment").value)

breweries = Bucket("couchbase://localhost/beer-sample")
print(breweries.get("brewery").value)
""",
    good="""
from couchbase.bucket import Bucket

bucket = Bucket("couchbase://localhost/beer-sample")
print(bucket.get("21st_amendment").value)
print(bucket.get("brewery").value)
""",
    silent="""Different targets; the first was closed or dropped before; one for each thread; a pool;
exclusive branches; a lazily made single object behind its guard; one for each flavour of the SDK.""",
    limits="""Which names stand for the same server: localhost and 127.0.0.1, or a list of hosts and one host of
it, are different targets. What code that cannot be read returns: two calls of it are never the same target,
while the same attribute read twice (settings.URL) is. Openings in two public functions or methods that nothing
in the file calls one after the other. What another process has opened.""",
    check=check,
)
