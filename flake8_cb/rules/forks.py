"""What CB101, CB102 and CB103 share: for one connection at one place only the gravest of them is reported."""

from __future__ import annotations

import ast

from flake8_cb.flow.domain.typestate import Connection
from flake8_cb.flow.events import Forked, Pickled, Trace, UsedAcrossFork
from flake8_cb.rules.rule import same_connection

#: The first event at a place, and the connections of all of them.
Places = dict[ast.AST, tuple[Forked | UsedAcrossFork | Pickled, list[Connection]]]


def pickled(trace: Trace) -> Places:
    """Return the connections that are passed where they must be pickled, by place."""
    return _by_place(trace, Pickled)


def used_across(trace: Trace) -> Places:
    """Return the connections that a child uses, by fork point, without those that are pickled there."""
    return _without(_by_place(trace, UsedAcrossFork), pickled(trace))


def open_across(trace: Trace) -> Places:
    """Return the connections that are merely open, by fork point."""
    return _without(_without(_by_place(trace, Forked), used_across(trace)), pickled(trace))


def _by_place(trace: Trace, kind: type[Forked | UsedAcrossFork | Pickled]) -> Places:
    found: Places = {}
    for event in trace.of(kind):
        connections = event.connections if isinstance(event, Forked) else (event.connection,)
        known = found.setdefault(event.node, (event, []))[1]
        known += [each for each in connections if not any(same_connection(each, other) for other in known)]
    return found


def _without(places: Places, graver: Places) -> Places:
    found: Places = {}
    for node, (event, connections) in places.items():
        taken = graver[node][1] if node in graver else []
        left = [each for each in connections if not any(same_connection(each, other) for other in taken)]
        if left:
            found[node] = (event, left)
    return found
