"""The lines of a linted file, as flake8 reads them."""

from __future__ import annotations

import tokenize
from pathlib import Path


def lines_of(path: str) -> list[str]:
    """Return the lines of a file of Python; where its encoding is wrong, they are what flake8 makes of it.

    Raises OSError.
    """
    try:
        with tokenize.open(path) as file:
            text = file.read()
    except (SyntaxError, UnicodeError):
        text = Path(path).read_text(encoding="latin-1")
    return text.removesuffix("\n").split("\n")
