"""CB403: the SDK refuses or ignores a part of a connection string."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterable, Iterator

from flake8_cb.findings import Finding
from flake8_cb.flow.events import Connected, Trace
from flake8_cb.rules.demands import is_demanded
from flake8_cb.rules.rule import Rule, finding
from flake8_cb.rules.steps import story
from flake8_cb.sdk.connection_strings import OPTIONS, Problem, problems
from flake8_cb.trees import walk

#: What is wrong, by the kind of the problem.
WHAT = {
    "scheme": "the scheme {part!r}",
    "option": "the option {part!r}",
    "generation": "the option {part!r} of {others}",
    "value": "{part!r}",
    "no value": "the option {part!r} without a value",
    "certificate": "{part!r} without TLS",
    "bucket": "the bucket {part!r}",
    "user": "{part!r}",
}

#: How a bucket is asked for, by generation.
BUCKETS = {2: "open_bucket()", 3: "bucket()", 4: "bucket()"}

#: What takes a user's name and password, by generation.
CREDENTIALS = {2: "authenticate()", 3: "the authenticator", 4: "the authenticator"}

#: The options that are credentials.
SECRETS = frozenset({"username", "user", "password", "pass"})


def check(trace: Trace) -> Iterator[Finding]:
    ways: defaultdict[tuple[ast.AST, tuple[object, ...]], list[Connected]] = defaultdict(list)
    for event in trace.of(Connected):
        ways[event.node, event.way].append(event)
    for (node, _), events in ways.items():
        decided = {each.text for each in events if each.encrypted is not None}
        events = [each for each in events if each.encrypted is not None or each.text not in decided]
        # Of the values that one way may bring, each must be wrong.
        found = [problems_of(each, trace) for each in events]
        if all(found) and not is_demanded(node, trace):
            given = (events[0].inside, f"{events[0].name} is given the connection string here")
            yield finding(RULE.code, node, message(events[0], found[0]), story(trace, given))


def problems_of(event: Connected, trace: Trace) -> list[Problem]:
    """Return what is wrong with a string, as far as it is for the linted file to tell."""
    encrypted = event.encrypted is not False
    found = problems(event.text, event.generation, for_cluster=event.for_cluster, encrypted=encrypted)
    if event.inside is None:
        return found
    module = trace.module_of(event.inside)
    if module is None or event.node is trace.tree:
        return []
    there = [each.value for each in walk(module.tree) if isinstance(each, ast.Constant) and isinstance(each.value, str)]
    return [each for each in found if is_handed(each.part, event.handed) and not is_in(each.part, there)]


def is_handed(part: str, texts: frozenset[str]) -> bool:
    """Report whether a part of a string, or the scheme or value in it, is one of the texts or stands in one."""
    within = {part.removesuffix("://"), part.partition("=")[2]} - {""}
    return is_in(part, texts) or not within.isdisjoint(texts)


def is_in(part: str, texts: Iterable[str]) -> bool:
    return any(part in text for text in texts)


def message(event: Connected, found: list[Problem]) -> str:
    first = found[0]
    others = " and ".join(f"{each}.x" for each in first.others)
    what = WHAT[first.kind].format(part=first.part, others=others) if first.part else f"a {first.kind}"
    more = f" ({len(found) - 1} more in this string)" if len(found) > 1 else ""
    return (
        f"{event.name}{event.target.label} of {event.generation}.x {verb(first)} {what} in its connection string: "
        f"{advice(first, event.generation)}{more}"
    )


def verb(problem: Problem) -> str:
    if problem.kind == "value":
        return "cannot take"
    if problem.refused:
        return "refuses"
    return "cannot connect by" if problem.kind == "scheme" else "ignores"


def advice(problem: Problem, generation: int) -> str:
    """Return what to do about a problem."""
    if problem.kind == "bucket":
        return f"ask for it with {BUCKETS[generation]}"
    if problem.part in SECRETS and problem.kind in ("user", "generation"):
        return f"give it to {CREDENTIALS[generation]}"
    if problem.kind in ("value", "no value"):
        return f"give {problem.meant}"
    if problem.kind == "certificate":
        return f"begin it with '{problem.meant}://'"
    if problem.kind == "scheme":
        return f"write '{problem.meant}://'"
    if not problem.meant:
        return "take it out"
    kind = OPTIONS[generation][problem.meant]
    return f"write '{problem.meant}'" if kind.pattern else f"set {problem.meant} to {kind.meant}"


RULE = Rule(
    code="CB403",
    name="bad-connection-string",
    title="The SDK refuses or ignores a part of a connection string",
    what="""A connection string that is known, at least in part, has an unknown scheme, an unknown or misspelt
option or one of another generation, a value of the wrong type, a certificate without TLS, or, where it is given to a
Cluster, the name of a bucket.""",
    why="""2.x and 3.x refuse what they do not know: the constructor (in 2.x open_bucket(), where the string was
given to a Cluster) raises NotSupportedError or InvalidError, and ValueError for a bucket in the string of a Cluster
(seen with 2.5.12; 3.x reads the string with the same parser). 4.x drops an unknown option, the old names among
them, and a bucket without a word: a timeout that nobody set is found out in production (seen with 4.1.12 to 4.6.3).
Timeouts are set in ClusterTimeoutOptions there, and raise InvalidArgumentException in the string; an unknown scheme
ends in a timeout.""",
    bad="""
import os

from couchbase.bucket import Bucket

URL = "couchbase://localhost/beer-sample?operaton_timeout=4"
bucket = Bucket(URL, username="reader", password=os.environ["CB_PASSWORD"])
print(bucket.get("beer").value)
""",
    good="""
import os

from couchbase.bucket import Bucket

URL = "couchbase://localhost/beer-sample?operation_timeout=4"
bucket = Bucket(URL, username="reader", password=os.environ["CB_PASSWORD"])
print(bucket.get("beer").value)
""",
    silent="""Strings that come from outside, with their defaults in os.environ.get(); hosts; a conditional expression
with an arm that is fine; the endpoints of columnar and analytics clusters, and the hosts of 1.x; certpath where a
CertAuthenticator or enable_tls is given, or options that are not known; in an f-string what is not constant; a test
that demands the error.""",
    limits="""An option whose name is put together at run time is not judged, nor is a string that a library builds
(urlencode(), string.Template). The tables are those of 2.5, 3.2 and 4.6: an option that came with a later release of a
generation is taken for unknown. Where branches before the call were joined, the string is not known any more.""",
    check=check,
)
