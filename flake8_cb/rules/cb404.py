"""CB404: the certificates of servers are not verified."""

from __future__ import annotations

from collections.abc import Iterator

from flake8_cb.findings import Finding
from flake8_cb.flow.events import Configured, Trace
from flake8_cb.rules.rule import Rule, finding
from flake8_cb.rules.steps import story


def check(trace: Trace) -> Iterator[Finding]:
    events = [each for each in trace.of(Configured) if isinstance(each, Configured) and each.what == "verification"]
    verified = {each.spot for each in events if not each.how}
    for event in events:
        if event.how and event.spot not in verified:
            yield finding(
                RULE.code,
                event.spot.place,
                f"{event.label} is told by {event.how} to trust every server: "
                "verify its certificate, and name the authority that signed it",
                story(trace, (event.spot, f"{event.label} is given {event.how} here")),
            )


RULE = Rule(
    code="CB404",
    name="tls-not-verified",
    title="The certificates of servers are not verified",
    what="""A constant switches the verification of certificates off: ssl=no_verify in the connection string (1.x to
4.x), tls_verify in the options or the connection string (4.x), disable_server_certificate_verification in those of
the columnar and analytics clusters.""",
    why="""The connection is encrypted, but to whom is not known: whoever can get between the client and the server
reads the password and all data. With 4.1.12 to 4.6.3 a node with a certificate of its own making was seen to get
both; for 1.x to 3.x the option is documented. A server with a certificate of its own is trusted by naming its
authority: certpath (1.x to 3.x), cert_path of the authenticator or trust_store_path (4.x), trust_only_pem_file
(columnar, analytics).""",
    bad="""
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions, TLSVerifyMode


def connect(auth):
    options = ClusterOptions(auth, tls_verify=TLSVerifyMode.NONE)
    return Cluster("couchbases://db.example.com", options)
""",
    good="""
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions


def connect(auth):
    options = ClusterOptions(auth, trust_store_path="/etc/ssl/couchbase.pem")
    return Cluster("couchbases://db.example.com", options)
""",
    silent="""TLSVerifyMode.PEER; ssl=on and ssl=off; a value that is not constant; a conditional expression, or a
branch, of which one arm verifies.""",
    limits="""Options that are put together by code that cannot be read are not known. Of a connection string that is
put together only the options that are constant are looked at.""",
    check=check,
)
