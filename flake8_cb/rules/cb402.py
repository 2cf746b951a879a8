"""CB402: credentials come after the bucket was opened."""

from __future__ import annotations

from collections.abc import Iterator

from flake8_cb.findings import Finding
from flake8_cb.flow.events import AttributeMissing, Authenticated, Trace
from flake8_cb.rules.rule import Rule, finding, origin, where
from flake8_cb.rules.steps import story


def check(trace: Trace) -> Iterator[Finding]:
    for event in trace.of(Authenticated):
        if event.opened is not None:
            yield finding(
                RULE.code,
                event.node,
                f"{event.label} comes too late, the cluster has opened a bucket {where(event.opened, trace)}: "
                "authenticate before that",
                story(
                    trace,
                    (event.cluster, "the cluster is made here"),
                    (event.opened, "the cluster opens a bucket here"),
                    (event.spot, f"{event.label} comes too late here"),
                ),
            )
    for missing in trace.of(AttributeMissing) if trace.generation == 2 else ():
        assert isinstance(missing, AttributeMissing)
        if missing.name == "authenticate":
            yield finding(
                RULE.code,
                missing.node,
                f"{origin(missing.connection, trace)} cannot authenticate: "
                "authenticate the cluster before it opens the bucket",
                story(trace, missing.connection, (missing.node, "authenticate() is asked of it here")),
            )


RULE = Rule(
    code="CB402",
    name="late-authenticate",
    title="Credentials come after the bucket was opened",
    what="""SDK 2.x: authenticate() is called on a cluster that has already opened a bucket, or on a bucket.""",
    why="""In 2.x open_bucket() connects at once, with the credentials that the cluster has at that moment: those
that come later reach only buckets that are opened later still. A bucket has no authenticate() at all, so that the
call raises AttributeError. Both were read in the source of 2.5.12. 3.x and 4.x have no authenticate(): a cluster is
given its authenticator when it is made.""",
    bad="""
from couchbase.cluster import Cluster, PasswordAuthenticator

cluster = Cluster("couchbase://localhost")
bucket = cluster.open_bucket("beer-sample", password=input())
cluster.authenticate(PasswordAuthenticator("brewer", input()))
print(bucket.get("21st_amendment").value)
""",
    good="""
from couchbase.cluster import Cluster, PasswordAuthenticator

cluster = Cluster("couchbase://localhost")
cluster.authenticate(PasswordAuthenticator("brewer", input()))
bucket = cluster.open_bucket("beer-sample")
print(bucket.get("21st_amendment").value)
""",
    silent="""authenticate() before the first bucket; another cluster; an authenticate() of a class of your own; two
functions of which one opens and the other authenticates, where nothing shows which is called first.""",
    limits="""What code that cannot be read does to a cluster that it is handed is not known.""",
    check=check,
    generations=frozenset({2}),
)
