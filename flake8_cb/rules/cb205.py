"""CB205: every instance of a class opens a connection of its own."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator

from flake8_cb.findings import Finding
from flake8_cb.flow.domain.typestate import Connection
from flake8_cb.flow.domain.values import FunctionNode
from flake8_cb.flow.events import Trace
from flake8_cb.rules.openings import has_own_thread, is_called_again, openings, runs_once
from flake8_cb.rules.rule import Rule, finding, where
from flake8_cb.rules.steps import story
from flake8_cb.sdk.per_request import is_made_in_numbers

#: Attributes of a class, and the values by which it asks its framework for one instance.
ONE_INSTANCE = frozenset({("init_every_request", False)})


def check(trace: Trace) -> Iterator[Finding]:
    short = made_for_short_use(trace)
    for connection in openings(trace):
        cls = connection.made_for
        place = place_of(connection)
        if cls is None or place is trace.tree:
            continue
        if connection.kept_outside or connection.pooled or has_own_thread(connection.opening.site, trace):
            continue
        framework = framework_of(cls, trace)
        owner = trace.owners.get(connection.opening.function) if connection.opening.function is not None else None
        if owner is not None and framework_of(owner, trace):
            cls = owner  # which says more than the subclass that was met first
        if connection.remade or framework or connection.opening.site in short:
            name = getattr(cls, "name", "the class")
            made_at = connection.made_at.place if connection.made_at is not None else None
            opened = where(connection.opened.node, trace)
            many = f"{framework.rpartition('.')[2]}s are made in numbers" if framework else "several are made"
            yield finding(
                RULE.code,
                place,
                f"{connection.name}{connection.target.label} (opened {opened}) is opened by every "
                f"{name}, and {many}: share one",
                story(trace, (cls, f"each {name} opens one"), (made_at, f"a {name} is made here"), connection),
            )


def made_for_short_use(trace: Trace) -> set[ast.AST]:
    """Return where those instances open which several functions that others call make, and let go without closing."""
    makers: defaultdict[ast.AST, set[FunctionNode]] = defaultdict(set)
    for connection in openings(trace):
        entry, site = connection.entry, connection.opening.site
        if entry is not None and connection.dropped and not connection.closed and not runs_once(entry, trace):
            if is_called_again(entry, site, trace):
                makers[site].add(entry)
    return {site for site, entries in makers.items() if len(entries) > 1}


def place_of(connection: Connection) -> ast.AST:
    """Return the opening expression, or the instantiation where the class that opens is one of another file."""
    if connection.opening.is_elsewhere and connection.made_at is not None:
        return connection.made_at.place
    return connection.opening.place


def framework_of(cls: ast.AST, trace: Trace) -> str | None:
    """Return the class of a framework that makes many instances of a class, or None if it has no such base."""
    if is_made_once(cls):
        return None
    return next((base for base in trace.bases.get(cls, ()) if is_made_in_numbers(base)), None)


def is_made_once(cls: ast.AST) -> bool:
    """Report whether the body of a class asks for one instance."""
    return any(
        isinstance(each, ast.Assign)
        and isinstance(each.value, ast.Constant)
        and any(
            isinstance(target, ast.Name) and (target.id, each.value.value) in ONE_INSTANCE for target in each.targets
        )
        for each in getattr(cls, "body", ())
    )


RULE = Rule(
    code="CB205",
    name="connection-per-instance",
    title="Every instance of a class opens a connection of its own",
    what="""Every instance of a class opens a connection (in __init__ or in what that calls), and several
instances are made for the same target, or the class is one of which frameworks make many: an ORM model, a
session store, a view.""",
    why="""The number of connections grows with the number of objects: each has sockets on every node, in 4.x two
threads of the core and, from 4.6 on, two of Python (counted with 2.5.12, 3.2.7 and 4.1.12 to 4.6.3). The SDK
advises one Bucket (documentation of 2.x) or one Cluster (of 3.x and 4.x) for an application, shared by whatever
needs it.""",
    bad="""
from couchbase.bucket import Bucket


class Repository:
    def __init__(self, kind):
        self.kind = kind
        self.bucket = Bucket("couchbase://localhost/beer-sample")

    def find(self, name):
        return self.bucket.get(f"{self.kind}::{name}").value


beers = Repository("beer")
breweries = Repository("brewery")
""",
    good="""
from couchbase.bucket import Bucket


class Repository:
    def __init__(self, bucket, kind):
        self.kind = kind
        self.bucket = bucket

    def find(self, name):
        return self.bucket.get(f"{self.kind}::{name}").value


bucket = Bucket("couchbase://localhost/beer-sample")
beers = Repository(bucket, "beer")
breweries = Repository(bucket, "brewery")
""",
    silent="""Each instance is closed before the next is made; different targets; one instance for each
thread; a list of connecting workers (a pool); a single object.""",
    limits="""Instances that several files make, one each, are told of only in a file that imports them all; those
that several public functions make, one each, are not. Classes that are instantiated through a registry or a
container, and base classes of frameworks that it does not know.""",
    check=check,
)
