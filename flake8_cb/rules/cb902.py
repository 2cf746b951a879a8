"""CB902: a password stands in the code."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from flake8_cb.findings import Finding
from flake8_cb.flow.domain.values import Const
from flake8_cb.flow.events import Configured, Trace
from flake8_cb.rules.rule import Rule, finding, where
from flake8_cb.rules.steps import story
from flake8_cb.trees import walk

#: What is said of a password, by where it comes from.
WORDS = {
    "constant": "is given a password that stands in the code",
    "default": "is given a password that falls back to one in the code",
}


def check(trace: Trace) -> Iterator[Finding]:
    for event in trace.of(Configured):
        if event.what == "password":
            constant = place_of(event, trace)
            place = f" {where(constant, trace)}" if constant is not None else ""
            yield finding(
                RULE.code,
                event.spot.place,
                f"{event.label} {WORDS[event.how]}{place}: read it from the environment or from a secret store",
                story(
                    trace,
                    (constant, "the password stands here"),
                    (event.spot, f"{event.label} is given the password here"),
                ),
            )


def place_of(event: Configured, trace: Trace) -> ast.Constant | None:
    """Return where the password stands, if one place alone fits and it is another line."""
    constants = [each for each in walk(trace.tree) if isinstance(each, ast.Constant)] if trace.tree else []
    places = [each for each in constants if event.value == Const.of(each.value)]
    if len(places) != 1 or places[0].lineno == getattr(event.spot.place, "lineno", 0):
        return None
    return places[0]


RULE = Rule(
    code="CB902",
    name="password-literal",
    title="A password stands in the code",
    what="""A password that a call of the SDK is given is a constant, or falls back to one: a literal, a named
constant, a default of a parameter, of os.environ.get(), of getattr() or of an `or`, or an option of a connection
string.""",
    why="""Whoever reads the repository, its history or the built package knows the password, and to change it the
code must be changed. A default is worse than none: a deployment that lacks the setting works, with the password
that everybody knows. This holds in all generations.""",
    bad="""
from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions


def main():
    auth = PasswordAuthenticator("brewer", "s3cret")
    cluster = Cluster("couchbases://db.example.com", ClusterOptions(auth))
    print(cluster.ping().id)


main()
""",
    good="""
import os

from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions


def main():
    auth = PasswordAuthenticator("brewer", os.environ["DB_PASSWORD"])
    cluster = Cluster("couchbases://db.example.com", ClusterOptions(auth))
    print(cluster.ping().id)


main()
""",
    silent="""A password that is read, asked for, or comes in as a parameter; None and the empty text, which are no
password; user names; passwords that something else than the SDK is given.""",
    limits="""Defaults that only a library knows are not seen: those of command-line options, of settings classes
and of functions such as decouple.config(). Of a password that is put together only the whole is looked at. A password
that an object was given in one file and hands to the SDK in another is not followed.""",
    check=check,
)
