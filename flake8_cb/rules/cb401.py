"""CB401: a bucket is opened without credentials."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from flake8_cb.findings import Finding
from flake8_cb.flow.domain.values import FunctionNode
from flake8_cb.flow.events import Authenticated, Configured, Trace
from flake8_cb.rules.demands import is_demanded
from flake8_cb.rules.rule import Rule, finding
from flake8_cb.rules.steps import story


def check(trace: Trace) -> Iterator[Finding]:
    openings = [each for each in trace.of(Configured) if isinstance(each, Configured) and each.what == "credentials"]
    given = {each.spot for each in openings if not each.how}
    authenticated = {(each.cluster, each.entry) for each in trace.of(Authenticated) if isinstance(each, Authenticated)}
    for event in openings:
        if event.spot not in given and not (
            may_come_later(event, authenticated) or is_demanded(event.spot.place, trace)
        ):
            yield finding(
                RULE.code,
                event.spot.place,
                f"{event.label} opens a bucket without credentials: authenticate first",
                story(
                    trace,
                    (event.cluster, "the cluster is made here"),
                    (event.spot, f"{event.label} opens a bucket here"),
                ),
            )


def may_come_later(event: Configured, authenticated: set[tuple[ast.AST | None, FunctionNode | None]]) -> bool:
    """Report whether another function gives the cluster credentials, which may be called before the one that opens."""
    return event.entry is not None and any(
        cluster is event.cluster and entry is not event.entry for cluster, entry in authenticated
    )


RULE = Rule(
    code="CB401",
    name="no-credentials",
    title="A bucket is opened without credentials",
    what="""SDK 2.x: a bucket is opened, and on no path before it were credentials given: to the cluster by
authenticate(), or to the bucket by the keyword username or password or by an option of the connection string.""",
    why="""In 2.x the client does not insist on credentials: it connects as nobody (seen with 2.5.12), which only a
server without role-based access (before 5.0) and a bucket without a password let pass. Every other server refuses,
by its documentation, with an AuthError. 3.x and 4.x refuse a cluster without an authenticator themselves (3.2.7,
4.6.3).""",
    bad="""
from couchbase.cluster import Cluster

cluster = Cluster("couchbase://localhost")
bucket = cluster.open_bucket("beer-sample")
print(bucket.get("21st_amendment").value)
""",
    good="""
import os

from couchbase.cluster import Cluster, PasswordAuthenticator

cluster = Cluster("couchbase://localhost")
cluster.authenticate(PasswordAuthenticator("brewer", os.environ["DB_PASSWORD"]))
bucket = cluster.open_bucket("beer-sample")
print(bucket.get("21st_amendment").value)
""",
    silent="""Credentials of any form, also by a password alone; arguments that are not known, such as **settings or
a connection string from elsewhere; a cluster that came in from elsewhere or was handed to code that cannot be read;
the connections of 1.x (Couchbase.connect, Connection); code that may be written for 3.x; a test that demands the
error.""",
    limits="""Whether the credentials are right, or whether the bucket needs any, is not known. Where some path gives
credentials the opening is not reported, even if another gives none.""",
    check=check,
    generations=frozenset({2}),
)
