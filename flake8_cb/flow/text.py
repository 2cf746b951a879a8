"""Texts: what is known of a text that is only partly constant."""

from __future__ import annotations

import re

from flake8_cb.flow.values import Const, Symbol, Value

#: Stands for a part that is not known.
UNKNOWN = "\0"

#: What a format replaces.
_FIELD = re.compile(r"\{[^{}]*\}")
_CONVERSION = re.compile(r"%(\([^)]*\))?[-+ #0]*[\d*]*(\.[\d*]+)?[a-zA-Z]")


def known_text(value: object) -> str:
    """Return the text that a value is, with `UNKNOWN` for each part of it that is not constant."""
    if isinstance(value, Const):
        return value.value if isinstance(value.value, str) else UNKNOWN
    if not isinstance(value, Symbol):
        return UNKNOWN
    kind, *rest = value.key
    if kind == "text":
        return "".join(map(known_text, rest))
    if rest[:1] == ["Add"]:
        return "".join(map(known_text, rest[1:]))
    if rest[:1] == ["Mod"] or rest[:1] == ["format"]:
        return (_CONVERSION if rest[0] == "Mod" else _FIELD).sub(UNKNOWN, known_text(rest[1]))
    if rest[:1] == ["join"]:
        return known_text(rest[1]).join(map(known_text, rest[2:]))
    return UNKNOWN


def with_fallback(read: Symbol, default: Value | None = None) -> Symbol:
    """Return what a read gives that falls back to a constant where nothing is found."""
    return Symbol("fallback", read, default) if isinstance(default, Const) and default.value is not None else read


def fallback_of(value: Value) -> Value | None:
    """Return what an unknown value is where nothing was found for it, or None if that is not said."""
    default = value.key[-1] if isinstance(value, Symbol) and value.key[0] in ("fallback", "getattr") else None
    return default if isinstance(default, Const) else None
