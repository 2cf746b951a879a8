"""Texts: strings that are put together from parts, of which some are not known.

However a text is put together, by an f-string, ``%``, ``format``, ``+`` or ``join``, it is one symbol that tells its
parts in their order, constants among them; two that are put together from equal parts are equal.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterable, Iterator
from string import Formatter

from flake8_cb.flow.domain.values import Const, Symbol, Tuple, Value, qualified_name, symbol
from flake8_cb.sdk.connection_strings import UNKNOWN

#: The longest text that is computed, and the most parts of one that is not known wholly.
LONGEST_TEXT = 4096
MOST_PARTS = 32

#: A width of so many digits is not computed.
_WIDE = re.compile(r"\d{4}")

_PERCENT = re.compile(r"%(?:\((?P<name>[^)]*)\))?(?P<how>[-+ #0]*\d*(?:\.\d+)?)[hlL]?(?P<type>[a-zA-Z%])")

#: What the name of a secret contains.
_SECRET = re.compile(r"pass|pwd|secret|token", re.IGNORECASE)

#: The functions that an f-string names by a letter.
_CONVERSIONS: dict[str, Callable[[object], str]] = {"r": repr, "s": str, "a": ascii}

#: Gives the argument of a format: by its place or by its name. None if there is no such argument.
Given = Callable[[int | str], Value | None]


def is_text(value: Value) -> bool:
    """Report whether a value is surely a string."""
    if isinstance(value, Const):
        return isinstance(value.value, str)
    return isinstance(value, Symbol) and value.key[0] == "text"


def is_datum(value: Value) -> bool:
    """Report whether a value is surely a string or a number, or was computed of what leads nowhere."""
    if isinstance(value, Const):
        return type(value.value) in (str, int, float)
    return is_text(value) or (isinstance(value, Symbol) and value.key[0] == "operator" and not value.leads)


def text(node: ast.AST, parts: Iterable[Value]) -> Value:
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


def template(value: Value) -> str:
    """Return a text in which `UNKNOWN` stands for the parts that are not known."""
    return "".join(
        str(part.value).replace(UNKNOWN, " ") if isinstance(part, Const) else UNKNOWN for part in parts_of(value)
    )


def known_text(value: Value) -> str:
    """Return the same, and `UNKNOWN` for what is no text."""
    return template(value) if is_text(value) else UNKNOWN


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
    return text(node, [*parts, Const.of(shape[end:])])


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
    return text(node, parts)


def with_default(value: Symbol, default: Value | None) -> Symbol:
    """Return what a mapping holds, or a constant where it holds nothing."""
    return Symbol("defaulted", value, default) if isinstance(default, Const) else value


def names_option(base: Value, key: Value | None, second: Value | None) -> bool:
    """Report whether ``base.get(key, second)`` reads an option of a section, as configparser does, and has no default.

    A reader that is not known is told from a mapping by what the second name says where the first does not.
    """
    if qualified_name(base).startswith("configparser."):
        return True
    return bool(_SECRET.search(known_text(second))) and not _SECRET.search(known_text(key)) if key and second else False


def default_of(value: Value) -> Const | None:
    """Return the constant that a value has where its mapping or object holds nothing, or None if there is none."""
    if isinstance(value, Symbol) and value.key[0] in ("defaulted", "getattr") and isinstance(value.key[-1], Const):
        return value.key[-1]
    return None


def without_defaults(value: Value) -> Value:
    """Return a value as it is where the mapping holds it: two reads of one key are equal, whatever their defaults."""
    if isinstance(value, Symbol) and value.key[0] == "defaulted":
        return value.key[1]  # type: ignore[return-value]
    if isinstance(value, Symbol) and value.key[0] == "text":
        return Symbol("text", *map(without_defaults, parts_of(value)))
    if isinstance(value, Tuple):
        return Tuple(tuple(map(without_defaults, value.items)))
    return value
