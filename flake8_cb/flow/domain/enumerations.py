"""Enumerations: their members stand for their values, and a call of the class finds the member of a value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from flake8_cb.flow.domain.values import Const, Symbol, Value, qualified_name

#: How the names of the classes end whose attributes are members.
ENDINGS = ("Enum", "Flag")

#: What asks for the next value.
AUTOMATIC = "enum.auto"


def is_enumeration(order: Iterable[Value]) -> bool:
    """Report whether a class with these ancestors, itself the first, is an enumeration."""
    return any(qualified_name(each).endswith(ENDINGS) for each in order)


def automatic_values(members: Mapping[Any, Value], order: list[Value]) -> Iterator[tuple[str, Const]]:
    """Yield the names and values of those attributes of a class for which the next value is asked for."""
    names = {qualified_name(each).rpartition(".")[2] for each in order}
    last = 0
    for name, value in members.items():
        if isinstance(value, Const) and isinstance(value.value, int):
            last = max(last, value.value)
        elif isinstance(value, Symbol) and value.key[0] == "call" and value.name == AUTOMATIC:
            if "StrEnum" in names:
                yield name, Const.of(name.lower())
            else:
                last = 1 << last.bit_length() if any(each.endswith("Flag") for each in names) else last + 1
                yield name, Const.of(last)


def has_bits(whole: Value, part: Value) -> bool | None:
    """Report whether a flag is among others, None for what are no known flags."""
    flags = [each.value if isinstance(each, Const) else None for each in (whole, part)]
    numbers = [each for each in flags if isinstance(each, int)]
    return (numbers[0] & numbers[1]) == numbers[1] if len(numbers) == len(flags) else None
