"""Counting: numbers that a loop counts are not known after many turns, but for a bound that they have passed."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from math import inf
from typing import cast

from flake8_cb.flow.domain.record import CONTAINERS
from flake8_cb.flow.domain.state import State, changed_records
from flake8_cb.flow.domain.values import Const, Symbol, Value

#: Turns of a loop over what is not known that are run; the last of them stands for all that follow.
MOST_TURNS = 3

#: The kind of a number that counts the turns of such a loop: of what, the turn, and the number of the first.
PLACE = "place in"

#: From here on numbers are none that count anything; some are too long to be added to others.
MOST = 2**53

UNBOUNDED = (-inf, inf)

#: The length of the key of a symbol that stands for too many values to tell which.
WITHOUT_VALUES = 3


def counters(entry: State, state: State, turns: int) -> Iterator[tuple[Value, object, float, float]]:
    """Yield what was counted since a loop began: of which object, its name, and the number then and now.

    Equal steps make an equal difference for each of the ``turns``.
    """
    for key, old, new in changed_records(entry, state):
        for name, value in new.slots.items() if new.kind not in CONTAINERS else ():
            before, now = number(old.slots.get(name)), number(value)
            if before is not None and now is not None and before != now and (now - before) % turns == 0:
                yield key, name, before, now


def number(value: Value | None) -> float | None:
    """Return the number that a value is known to be; a truth is none, nor is what loops do not count to."""
    if isinstance(value, Const) and value.kind in (int, float) and isinstance(value.value, (int, float)):
        return value.value if abs(value.value) < MOST else None
    return None


def counted(node: ast.AST, name: object, before: float, now: float) -> Symbol:
    """Return what a loop may have counted to after any number of turns more."""
    return _between(node, name, *((now, inf) if now > before else (-inf, now)))


def _between(node: object, name: object, least: float, most: float) -> Symbol:
    return Symbol("counted", node, name, Const.of(least), Const.of(most))


def bounds(value: Value) -> tuple[float, float]:
    """Return the least and the greatest number that a value may be."""
    if (known := number(value)) is not None:
        return known, known
    if isinstance(value, Symbol) and value.key[0] == "counted":
        least, most = (number(each) if isinstance(each, Const) else None for each in value.key[3:])
        return -inf if least is None else least, inf if most is None else most
    if isinstance(value, Symbol) and value.key[0] == PLACE:
        first = number(value.key[3]) if isinstance(value.key[3], Const) else None
        turn = cast("int", value.key[2])
        if first is None:
            return UNBOUNDED
        return first + turn, first + turn if turn < MOST_TURNS - 1 else inf
    if isinstance(value, Symbol) and value.key[0] == "joined":
        several = [
            bounds(each) if each is not None else UNBOUNDED
            for each in cast("frozenset[Value | None]", value.key[3] if len(value.key) > WITHOUT_VALUES else ())
        ]
        return min((least for least, _ in several), default=-inf), max((most for _, most in several), default=inf)
    return UNBOUNDED


def shifted(value: Value, amount: float) -> Symbol | None:
    """Return what was counted, and a number more; None for what was not."""
    least, most = bounds(value)
    if not isinstance(value, Symbol) or (least, most) == UNBOUNDED:
        return None
    return _between(value.key[1], value.key[2], least + amount, most + amount)


def is_less(first: Value, second: Value) -> bool | None:
    """Report whether a number is less than another one, None where their bounds do not tell."""
    (least, most), (other_least, other_most) = bounds(first), bounds(second)
    return True if most < other_least else False if least >= other_most else None


def is_equal(first: Value, second: Value) -> bool | None:
    """Report whether two numbers are equal, None where their bounds do not tell."""
    if differ(first, second):
        return False
    least, most = bounds(first)
    return True if least == most and (least, most) == bounds(second) else None


def differ(first: Value, second: Value) -> bool:
    """Report whether two numbers cannot be equal."""
    (least, most), (other_least, other_most) = bounds(first), bounds(second)
    return most < other_least or other_most < least
