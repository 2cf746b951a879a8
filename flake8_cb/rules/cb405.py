"""CB405: a call cannot mean what it says."""

from __future__ import annotations

from collections.abc import Iterator

from flake8_cb.findings import Finding
from flake8_cb.flow.events import Misused, Trace
from flake8_cb.rules.demands import is_demanded
from flake8_cb.rules.rule import Rule, finding

#: What is wrong, and what to write instead, by the mistake.
WORDS = {
    "name": "takes a second argument for another connection string, not for the name of a bucket: "
    "name the bucket in the path, as in couchbase://host/bucket",
    "bucket": "knows no keyword bucket, which is one of 1.x: "
    "name the bucket in the path of the connection string, as in couchbase://host/bucket",
    "host": "knows no keyword host, which is one of 1.x: name the host in the connection string, as in couchbase://host",
    "positional": "takes an authenticator first: "
    "write username=... and password=..., or give it PasswordAuthenticator(...)",
    "bound": "gives nothing to the name after `as`: "
    "keep what pipeline() returns before the with statement, its results are in .results",
    "nested": "is entered inside a pipeline of the same bucket, which raises PipelineError: use the one that is open",
}


def check(trace: Trace) -> Iterator[Finding]:
    for event in trace.of(Misused):
        if not is_demanded(event.node, trace):
            yield finding(RULE.code, event.node, f"{event.label} {WORDS[event.how]}")


RULE = Rule(
    code="CB405",
    name="misused-api",
    title="A call cannot mean what it says",
    what="""SDK 1.x and 2.x: a bucket is opened with its name as the second argument, or with the keywords bucket or
host; authenticate() is given a user name where the authenticator belongs; the name after `as` in a with statement is
bound to a pipeline, or a pipeline is entered inside another one of the same bucket.""",
    why="""The second argument of Bucket() is another connection string: the name becomes that of a host. Bucket()
refuses the keywords of 1.x with an ArgumentError. authenticate() takes a user name for an authenticator without a
word, and open_bucket() then fails with an AttributeError. The __enter__ of a pipeline returns None, and pipelines
within one another raise PipelineError. All this is so in 2.5.12, where it was seen or read in the source.""",
    bad="""
from couchbase.cluster import Cluster


def main(password):
    cluster = Cluster("couchbase://localhost")
    cluster.authenticate("brewer", password)
    bucket = cluster.open_bucket("beer-sample")
    print(bucket.get("21st_amendment").value)


main(input())
""",
    good="""
from couchbase.cluster import Cluster


def main(password):
    cluster = Cluster("couchbase://localhost")
    cluster.authenticate(username="brewer", password=password)
    bucket = cluster.open_bucket("beer-sample")
    print(bucket.get("21st_amendment").value)


main(input())
""",
    silent="""The connections of 1.x, which take these keywords; Bucket(cluster, name) of 4.x and the Bucket of 3.x,
whose second argument is the name; pipelines of two buckets, or one after the other; a test that demands the error.""",
    limits="""Code that may be written for 3.x is not reported where 3.x takes the same call in another meaning: pin
the version, or give --cb-sdk=2.""",
    check=check,
    generations=frozenset({2}),
)
