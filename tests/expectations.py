"""What a fixture says about itself: the expected findings in its comments, and its header lines."""

from __future__ import annotations

import io
import re
import tokenize
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flake8_cb.project.configuration import settings_for
from flake8_cb.settings import Settings

if TYPE_CHECKING:
    import ast
    from collections.abc import Iterator
    from pathlib import Path

#: Header lines are looked for in these first lines only.
HEADER_LINES = 8

#: Options that take several values, and the settings that they stand for.
LISTS = {
    "--cb-source-roots": "source_roots",
    "--cb-follow": "follow",
    "--cb-entry-points": "entry_points",
    "--extend-select": "opinions",
}

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


def plain_options(source: str) -> dict[str, Any]:
    """Return the options of a fixture by the names of the linter's settings; relative folders stay as they are."""
    result: dict[str, Any] = {}
    for option in options(source):
        name, _, value = option.partition("=")
        if name == "--cb-sdk":
            result["sdk"] = int(value)
        elif name == "--cb-start-method":
            result["start_method"] = value
        elif name in LISTS:
            result[LISTS[name]] = tuple(each for each in value.split(",") if each)
        else:
            raise FixtureError(f"option {option!r} is unknown to the tests")
    return result


def settings(source: str) -> Settings:
    """Return the settings that the options of a single file stand for."""
    found = plain_options(source)
    if "source_roots" in found:
        raise FixtureError("a single file has no source roots")
    for name in {"follow", "opinions"} & found.keys():
        found[name] = frozenset(found[name])
    return Settings(**found)


def settings_in(root: Path, path: Path, tree: ast.Module, source: str) -> Settings:
    """Return the settings of a file of a project: its options, and what the project at ``root`` declares."""
    found = plain_options(source)
    found["source_roots"] = [str(root / each) for each in found.get("source_roots", ())]
    return settings_for(str(path), tree, **found)
