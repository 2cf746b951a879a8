"""What a container holds: when a key is surely there, and when it surely is not."""

from __future__ import annotations

from collections.abc import Iterable

from flake8_cb.flow.domain.record import Record
from flake8_cb.flow.domain.texts import is_text, parts_of
from flake8_cb.flow.domain.values import Const, Symbol, Tuple, Value

#: Symbols that stand for one thread or process each.
_IDENTITIES = frozenset({"process id", "this thread", "thread"})

#: The first of the letters that stand in no text.
_FIRST_LETTER = 0xF0000


def keys(record: Record | None) -> list[Value]:
    """Return what ``in`` compares with: the keys of a dict, the items of other containers."""
    if record is None:
        return []
    return list(record.slots) if record.kind == "dict" else list(record.slots.values())


def pairs(items: Iterable[Value]) -> list[tuple[Value, Value]]:
    """Return those items that are a key and what stands under it."""
    found = [each.items for each in items if isinstance(each, Tuple)]
    return [(each[0], each[1]) for each in found if len(each) == 2]


def lacks(record: Record, item: Value) -> bool:
    """Report whether a container surely does not hold the item."""
    return record.exact and all(surely_differ(key, item) for key in keys(record))


def surely_differ(one: Value, other: Value) -> bool:
    """Report whether two keys cannot be equal.

    Such are unequal constants, two threads or processes, and a text that has the other in it and more.
    """
    if isinstance(one, Const) and isinstance(other, Const):
        return bool(one.value != other.value)
    if isinstance(one, Symbol) and isinstance(other, Symbol) and {one.key[0], other.key[0]} <= _IDENTITIES:
        return one is not other
    return _is_longer(one, other) or _is_longer(other, one)


def _is_longer(one: Value, other: Value) -> bool:
    """Report whether a text is made from ``other`` and at least one more character."""
    if not isinstance(one, Symbol) or not is_text(one):
        return False
    letters: dict[Value, str] = {}
    whole, part = (_spelt(each, letters) for each in (one, other))
    return part in whole and not set(whole.replace(part, "", 1)) <= set(letters.values())


def _spelt(value: Value, letters: dict[Value, str]) -> str:
    """Return a text in which a letter of its own stands for each part that is not known."""
    return "".join(
        str(part.value) if isinstance(part, Const) else letters.setdefault(part, chr(_FIRST_LETTER + len(letters)))
        for part in parts_of(value)
    )
