"""The text of a file and its syntax tree, of which those stay in memory that are asked for again and again."""

from __future__ import annotations

import ast
import codecs
import io
import tokenize
import warnings
from pathlib import Path
from typing import Any

from flake8_cb.project.memory import Shelf
from flake8_cb.project.watched import data_of, stamp_of
from flake8_cb.trees import without_ends

#: Larger files are data that was written as Python, and are not followed. In bytes.
LARGEST_FILE = 1_000_000

#: Text whose trees are kept for the next file, in bytes. Each costs about forty of memory.
MOST_TEXT = 150_000


class Parsed:
    """The syntax tree of a file; ``notes`` is what others have found out about it, and goes when it goes."""

    __slots__ = ("notes", "tree")

    def __init__(self, tree: ast.Module) -> None:
        self.tree = tree
        self.notes: dict[object, Any] = {}


def parsed(path: Path) -> Parsed:
    """Return the syntax tree of a file; an empty one for what cannot be read or parsed."""
    return _TREES.get(path)


def _parsed(path: Path) -> Parsed:
    return Parsed(without_ends(parse(read(path))))


def _size(path: Path) -> int:
    return stamp_of(str(path)).size or 0


_TREES: Shelf[Path, Parsed] = Shelf(_parsed, _size, MOST_TEXT)


def read(path: Path) -> str:
    """Return the text of a file, or "" if it cannot be read as Python's text."""
    try:
        place = str(path)
        if not place.endswith(".py") or _size(path) > LARGEST_FILE:
            return ""
        return decoded(data_of(place))
    except (OSError, SyntaxError, ValueError, LookupError):
        return ""


def decoded(data: bytes) -> str:
    """Return the text of Python source as `tokenize.open` reads it, with less ado for files that declare no encoding.

    Raises SyntaxError, ValueError or LookupError for what is no text.
    """
    second = data.find(b"\n", data.find(b"\n") + 1)
    begin = data[: second if second >= 0 else None]
    declares = begin.startswith(codecs.BOM_UTF8) or b"coding" in begin
    text = data.decode(tokenize.detect_encoding(io.BytesIO(data).readline)[0] if declares else "utf-8")
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def parse(text: str) -> ast.Module:
    """Return the syntax tree of a text; an empty one for what cannot be parsed."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ast.Module([], [])
