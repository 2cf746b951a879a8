"""What a container holds: when a key is surely there, and when it surely is not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from flake8_cb.flow.state import Record
from flake8_cb.flow.values import Const, Symbol, Tuple, Value

#: What a format replaces.
_PLACEHOLDER = re.compile(r"\{[^{}]*\}|%(\([^)]*\))?[-+ #0]*[\d*]*(\.[\d*]+)?[a-zA-Z]")


def keys(record: Record | None) -> list[Value]:
    """Return what ``in`` compares with: the keys of a dict, the items of other containers."""
    if record is None:
        return []
    return list(record.slots) if record.kind == "dict" else list(record.slots.values())


def lacks(record: Record, item: Value) -> bool:
    """Report whether a container surely does not hold the item."""
    return record.exact and all(surely_differ(key, item) for key in keys(record))


def surely_differ(one: Value, other: Value) -> bool:
    """Report whether two keys cannot be equal: unequal constants, or a text that has the other in it and more."""
    if isinstance(one, Const) and isinstance(other, Const):
        return bool(one.value != other.value)
    return _is_longer(one, other) or _is_longer(other, one)


def _is_longer(one: Value, other: Value) -> bool:
    """Report whether a text is made from ``other`` and at least one more character."""
    if not isinstance(one, Symbol) or one.key[0] not in ("text", "pure", "operator"):
        return False
    made_of = list(_flat(one.key[1:]))
    if other not in made_of:
        return False
    texts = [part.value for part in made_of if isinstance(part, Const) and isinstance(part.value, str)]
    if one.key[:2] == ("operator", "Mod") or one.key[:2] == ("pure", "format"):
        return any(_PLACEHOLDER.sub("", text) for text in texts[:1])
    return (one.key[0] == "text" or one.key[:2] == ("operator", "Add")) and any(texts)


def _flat(key: Iterable[object]) -> Iterator[object]:
    for part in key:
        if isinstance(part, Symbol) and part.key[0] in ("text", "operator"):
            yield from _flat(part.key[1:])
        elif isinstance(part, tuple):
            yield from part
        elif isinstance(part, Tuple):
            yield from part.items
        else:
            yield part
