"""What a fixture says about itself: the expected findings in its comments, and its header lines."""

from __future__ import annotations

import io
import re
import tokenize
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from flake8_cb.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Header lines are looked for in these first lines only.
HEADER_LINES = 8

MARK = re.compile(r'# (?P<code>CB\d{3})\b(?P<limit> missed\b| false\b)?(?:: *"(?P<words>[^"]*)")?')


class FixtureError(Exception):
    """A fixture that does not keep to the format."""


@dataclass(frozen=True)
class Expectation:
    """One mark of a fixture. ``limit`` is "missed" or "false" for a known limit, and "" otherwise."""

    line: int
    code: str
    words: str = ""
    limit: str = ""


def comments(source: str) -> Iterator[tokenize.TokenInfo]:
    """Yield the comments; a ``#`` in a string is none."""
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            yield token


def expectations(source: str) -> list[Expectation]:
    """Return the marks of a fixture. Raises FixtureError for a comment that looks like a mark and is none."""
    found = []
    for token in comments(source):
        marks = list(MARK.finditer(token.string))
        if len(marks) != token.string.count("# CB"):
            raise FixtureError(f"line {token.start[0]}: no mark can be read from {token.string!r}")
        found += [
            Expectation(token.start[0], mark["code"], mark["words"] or "", (mark["limit"] or "").strip())
            for mark in marks
        ]
    return found


def header(source: str, key: str) -> str | None:
    """Return what stands behind ``# key:`` in the first lines, or None."""
    for line in source.splitlines()[:HEADER_LINES]:
        if line.startswith(f"# {key}:"):
            return line.partition(":")[2].strip()
    return None


def options(source: str) -> tuple[str, ...]:
    """Return the command line options that a fixture asks for."""
    return tuple((header(source, "options") or "").split())


def settings(source: str) -> Settings:
    """Return the settings that the options of a fixture stand for."""
    result = Settings()
    for option in options(source):
        name, _, value = option.partition("=")
        if name == "--cb-sdk":
            result = replace(result, sdk=int(value))
        elif name == "--cb-start-method":
            result = replace(result, start_method=value)
        else:
            raise FixtureError(f"option {option!r} is unknown to the tests")
    return result
