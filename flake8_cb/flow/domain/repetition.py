"""Repetition: what a second, equal call of a function opens anew, and what its own guard stops."""

from __future__ import annotations

import ast
from collections.abc import Container, Iterator, Sequence

from flake8_cb.flow.domain.earlier import ForInstance, Gone, InCall
from flake8_cb.flow.domain.state import State
from flake8_cb.flow.domain.values import NONE, Symbol, Value

#: The kinds of objects that are filled at first use.
FILLED = frozenset({"dict", "function", "instance"})


def opened_sites(state: State, before: Container[object]) -> set[ast.AST]:
    """Return the opening expressions that ran on the path since ``before``, and did not fail."""
    dropped = {
        each.site
        for each in state.openings
        if isinstance(each, (InCall, ForInstance)) or (isinstance(each, Gone) and each.connection not in before)
    }
    return dropped | {
        each.opening.site
        for key, each in state.connections()
        if key not in before and not (each.outside or each.abandoned)
    }


def kept_sites(state: State, before: Container[object]) -> frozenset[ast.AST]:
    """Return the expressions that have asked for, or opened, the connections that a call has left open."""
    kept = [each for key, each in state.connections() if key not in before and not each.closed]
    return frozenset(site for each in kept for site in (each.opening.site, each.opened.node))


def repeated_sites(
    sites: set[ast.AST], before: State, ends: Sequence[State], anew: Value | None = None
) -> Iterator[ast.AST]:
    """Yield those of some opening expressions that run anew where the call is made again in the state ``before``.

    ``ends`` are the states in which that call ends; ``anew`` is an object that is made for it. A call that puts another
    connection in the place of the first only where that has failed is no such, nor is one that opens for another key of
    a mapping.
    """
    known = frozenset(before.heap)
    opened = [opened_sites(each, known) for each in ends]
    for end, found in zip(ends, opened, strict=True):
        added = sites_of_new_keys(before, end, anew)
        for site in (sites & found) - added:
            if not (is_renewed(site, before, end) and any(site not in other for other in opened)):
                yield site


def is_renewed(site: ast.AST, before: State, after: State) -> bool:
    """Report whether what a call had opened there, and kept, is closed or gone where another call has opened anew."""
    earlier = [key for key, each in before.connections() if each.opening.site is site and not each.closed]
    return bool(earlier) and all((found := after.connection(key)) is None or found.closed for key in earlier)


def sites_of_new_keys(before: State, after: State, anew: Value | None = None) -> set[ast.AST]:
    """Return the opening expressions all of whose new connections stand where there was none before, but in ``anew``.

    A call may go through more keys of a mapping than the one before it, or work with another object that connects
    itself at its first use: each opens once for itself.
    """
    added: set[Value] = set()
    for holder, record in after.heap.items():
        earlier = before.heap.get(holder)
        if earlier is None and isinstance(holder, Symbol) and holder.key[0] == "item":
            added.update(after.held_connections(holder))  # what a mapping may have had under another key
        elif earlier is not None and record.kind in FILLED and holder != anew:
            for key, value in record.slots.items():
                if earlier.slots.get(key, NONE) == NONE:
                    added.update(after.held_connections(value))
    opened = [(key, each.opening.site) for key, each in after.connections() if key not in before.heap]
    return {site for key, site in opened if key in added} - {site for key, site in opened if key not in added}
