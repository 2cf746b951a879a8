"""Which methods connect an object that holds no connection after it was made, as their names tell."""

from __future__ import annotations

import ast
import re
from collections.abc import Container, Iterable

from flake8_cb.flow.names.scopes import dotted
from flake8_cb.trees import kept, walk

#: Names that say so in any class. Of several the first one counts.
CONNECTING = (
    "connect", "initialize", "initialise", "init", "setup", "open", "start", "startup", "connect_db", "connect_to_db",
    "connect_to_couchbase", "create_connection", "init_connection", "open_connection", "open_spider",
)  # fmt: skip

#: With which words the name of such a method begins and ends.
_BEGINNING = frozenset(
    {"connect", "create", "establish", "init", "initialize", "initialise", "load", "make", "open", "prepare", "set"}
    | {"setup", "start", "async"}
)
_END = frozenset(
    {"bucket", "buckets", "cb", "client", "cluster", "collection", "collections", "conn", "connect", "connection"}
    | {"connections", "couchbase", "database", "db", "init", "session"}
)

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z0-9]+")


def connecting_methods(names: Iterable[str], called: Container[str]) -> list[str]:
    """Return those methods of a class that connect its objects, as their names tell, the likeliest first.

    ``called`` are those that its own methods call: they say themselves when that is done.
    """
    known = dict.fromkeys(names)
    return [
        *(each for each in CONNECTING if each in known),
        *(each for each in known if each not in CONNECTING and each not in called and says_so(each)),
    ]


@kept
def called_on_itself(cls: ast.AST) -> frozenset[str]:
    """Return the names of what the methods of a class call on their own object, or hand on."""
    return frozenset(
        each.attr
        for each in walk(cls)
        if isinstance(each, ast.Attribute) and isinstance(each.ctx, ast.Load) and dotted(each.value) == ("self",)
    )


def says_so(name: str) -> bool:
    """Report whether a name says that its method connects something: ``make_connection``, ``openBucket``."""
    words = [each.lower() for each in _WORD.findall(name)]
    return len(words) > 1 and not name.startswith("_") and words[0] in _BEGINNING and words[-1] in _END
