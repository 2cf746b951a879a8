"""Texts: strings that are put together from parts, of which some are not known.

However a text is put together, by an f-string, ``%``, ``format``, ``+`` or ``join``, it is one symbol that tells its
parts in their order, constants among them; two that are put together from equal parts are equal.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterable, Iterator
from string import Formatter

from flake8_cb.flow.values import Const, Symbol, Tuple, Value, symbol
from flake8_cb.sdk.connection_strings import UNKNOWN as UNKNOWN

#: The longest text that is computed, and the most parts of one that is not known wholly.
LONGEST_TEXT = 4096
MOST_PARTS = 32

#: A width of so many digits is not computed.
_WIDE = re.compile(r"\d{4}")

_PERCENT = re.compile(r"%(?:\((?P<name>[^)]*)\))?(?P<how>[-+ #0]*\d*(?:\.\d+)?)[hlL]?(?P<type>[a-zA-Z%])")

#: The functions that an f-string names by a letter.
_CONVERSIONS: dict[str, Callable[[object], str]] = {"r": repr, "s": str, "a": ascii}

#: Gives the argument of a format: by its place or by its name. None if there is no such argument.
Given = Callable[[int | str], Value | None]


def is_text(value: Value) -> bool:
    """Report whether a value is surely a string."""
    if isinstance(value, Const):
        return isinstance(value.value, str)
    return isinstance(value, Symbol) and value.key[0] == "text"


def put_together(node: ast.AST, parts: Iterable[Value]) -> Value:
    """Return the string that is put together from the parts."""
    joined: list[Value] = []
    for part in _flat(parts):
        if isinstance(part, Const) and joined and isinstance(joined[-1], Const):
            joined[-1] = Const.of(f"{joined[-1].value}{part.value}")
        else:
            joined.append(Const.of(str(part.value)) if isinstance(part, Const) else part)
    joined = [part for part in joined if part != Const.of("")]
    length = sum(len(str(part.value)) for part in joined if isinstance(part, Const))
    if length > LONGEST_TEXT or len(joined) > MOST_PARTS:
        return symbol(node, "long", node)
    if all(isinstance(part, Const) for part in joined):
        return joined[0] if joined else Const.of("")
    return symbol(node, "text", *joined)


def _flat(parts: Iterable[Value]) -> Iterator[Value]:
    for part in parts:
        yield from parts_of(part) if is_text(part) else (part,)


def parts_of(value: Value) -> tuple[Value, ...]:
    """Return the parts of a text, constants and others in turn; what is no text is a part by itself."""
    if isinstance(value, Symbol) and value.key[0] == "text":
        return value.key[1:]  # type: ignore[return-value]
    return (value,)


def known_text(value: Value) -> str:
    """Return the text that a value is, with `UNKNOWN` for each part of it that is not known."""
    if not is_text(value):
        return UNKNOWN
    return "".join(
        str(part.value).replace(UNKNOWN, " ") if isinstance(part, Const) else UNKNOWN for part in parts_of(value)
    )


def shaped(node: ast.AST, value: Value, conversion: str, how: str) -> Value:
    """Return a value as ``{value!conversion:how}`` shows it."""
    if not conversion and not how:
        return value
    if isinstance(value, Const) and not _WIDE.search(how):
        convert = _CONVERSIONS.get(conversion)
        try:
            return Const.of(format(convert(value.value) if convert else value.value, how))
        except (TypeError, ValueError):
            pass
    return symbol(node, "shaped", value, conversion, how)


def percent(node: ast.AST, shape: str, given: Given) -> Value | None:
    """Return what ``shape % ...`` gives, or None if it cannot be told apart."""
    if "%" in _PERCENT.sub("", shape):
        return None
    parts: list[Value] = []
    end = place = 0
    for match in _PERCENT.finditer(shape):
        parts.append(Const.of(shape[end : match.start()]))
        end = match.end()
        if match["type"] == "%":
            parts.append(Const.of("%"))
            continue
        value = given(place if match["name"] is None else match["name"])
        if value is None:
            return None
        place += 1
        parts.append(_by_percent(node, value, match["how"], match["type"]))
    return put_together(node, [*parts, Const.of(shape[end:])])


def _by_percent(node: ast.AST, value: Value, how: str, kind: str) -> Value:
    if isinstance(value, Const) and not _WIDE.search(how):
        try:
            return Const.of(f"%{how}{kind}" % (value.value,))
        except (TypeError, ValueError, OverflowError):
            pass
    return value if kind == "s" and not how else symbol(node, "shaped", value, kind, how)


def formatted(node: ast.AST, shape: str, given: Given) -> Value | None:
    """Return what ``shape.format(...)`` gives, or None if it cannot be told apart."""
    parts: list[Value] = []
    place = 0
    try:
        fields = list(Formatter().parse(shape))
    except ValueError:
        return None
    for before, name, how, conversion in fields:
        parts.append(Const.of(before))
        if name is None:
            continue
        first, rest = re.fullmatch(r"([^.\[]*)(.*)", name, re.DOTALL).groups()  # type: ignore[union-attr]
        if not first:
            first, place = str(place), place + 1
        value = given(int(first) if first.isdecimal() else first)
        if value is None or "{" in (how or ""):
            return None
        parts.append(shaped(node, symbol(node, "field", value, rest) if rest else value, conversion or "", how or ""))
    return put_together(node, parts)


def with_fallback(read: Symbol, default: Value | None = None) -> Symbol:
    """Return what a read gives that falls back to a constant where nothing is found."""
    return Symbol("fallback", read, default) if isinstance(default, Const) and default.value is not None else read


def fallback_of(value: Value) -> Value | None:
    """Return what an unknown value is where nothing was found for it, or None if that is not said."""
    default = value.key[-1] if isinstance(value, Symbol) and value.key[0] in ("fallback", "getattr") else None
    return default if isinstance(default, Const) else None


def without_fallbacks(value: Value) -> Value:
    """Return a value as it is where something is found: two reads of one key are equal, whatever their defaults."""
    if isinstance(value, Symbol) and value.key[0] == "fallback":
        return value.key[1]  # type: ignore[return-value]
    if isinstance(value, Symbol) and value.key[0] == "text":
        return Symbol("text", *map(without_fallbacks, parts_of(value)))
    if isinstance(value, Tuple):
        return Tuple(tuple(map(without_fallbacks, value.items)))
    return value
