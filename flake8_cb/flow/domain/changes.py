"""Changes: what is read of an object that is not known may be another thing after code that cannot be read changed it.

Nobody sees what such code does; a call whose name says that it does something of the kind is believed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from flake8_cb.flow.domain.record import CONTAINERS
from flake8_cb.flow.domain.state import State
from flake8_cb.flow.domain.target import Target
from flake8_cb.flow.domain.values import Bound, Builtin, Symbol, Value, mentions, qualified_name
from flake8_cb.flow.names.relevance import LOADING_ENVIRONMENT

#: The variables of the environment, which are read in more than one way.
ENVIRONMENT = Symbol("attribute", Symbol("module", "os"), "environ")

#: Methods that load something else into their object, or go on to the next, by the first word of their name.
LOADING = re.compile(
    r"_?(advance|configure|load|merge|next|override|read|refresh|reload|select|setenv|switch|use|using)(_|$)|from_"
)

#: Methods after which the items of a collection stand elsewhere, or are others.
MOVING = frozenset(
    {"appendleft", "clear", "insert", "pop", "popitem", "popleft", "remove", "reverse", "rotate", "sort"}
)

#: Functions that do so with the collection that they are given.
SHUFFLING = frozenset({"random.shuffle"})

#: What gives each of its items once, to whoever comes first.
STREAMS = frozenset({"csv.DictReader", "csv.reader", "fileinput.input", "io.open", "iter", "open", "sys.stdin"})

_Part = TypeVar("_Part", bound="frozenset[str] | Value | None")


def changed_by(function: Value, given: tuple[Value, ...]) -> Value | None:
    """Return the unknown object that a call changes, as far as its name tells, or None."""
    if qualified_name(function).rpartition(".")[2] in LOADING_ENVIRONMENT:
        return ENVIRONMENT
    if qualified_name(function) in SHUFFLING:
        return next(iter(given), None)
    if not (isinstance(function, Symbol) and function.key[0] == "attribute"):
        return None
    base, method = function.key[1], str(function.key[2])
    if isinstance(base, Symbol) and base.key[0] != "module" and (method in MOVING or LOADING.match(method)):
        return base
    return None


def is_moved(function: Value) -> bool:
    """Report whether what a call changes is another one after each further call of the same kind."""
    return qualified_name(function) in SHUFFLING or (isinstance(function, Symbol) and function.key[-1] in MOVING)


def is_stream(value: Value) -> bool:
    """Report whether an unknown object gives each of its items once."""
    made_by: object = value
    while isinstance(made_by, Symbol) and made_by.key[0] in ("call", "entered"):
        made_by = made_by.key[1]
    return isinstance(made_by, (Symbol, Builtin)) and qualified_name(made_by) in STREAMS


def as_changed(target: Target, changes: Mapping[Value, Value]) -> Target:
    """Return a target that says since when what it was read from is as it is."""

    def since(part: _Part) -> _Part | Symbol:
        if not isinstance(part, Symbol):
            return part
        found = tuple(change for base, change in changes.items() if mentions(part, base))
        return Symbol("since", part, *found) if found else part

    if not changes:
        return target
    return replace(target, hosts=since(target.hosts), bucket=since(target.bucket), user=since(target.user))


def may_fill(value: Value, state: State) -> None:
    """Code that is not followed gets a collection, or a method of one: it may be empty no more, or only now."""
    collection = value.subject if isinstance(value, Bound) and isinstance(value.function, str) else value
    record = state.record(collection)
    if record is not None and record.kind in CONTAINERS and not record.slots:
        state.facts.pop(collection, None)
        if record.exact:
            state.edit(collection).exact = False
