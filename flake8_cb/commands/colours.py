"""Colours of a terminal: nothing but colours is added to a text, and only where somebody looks at it."""

from __future__ import annotations

import os
import re
import sys
from typing import TextIO

BOLD, FAINT, CYAN, GREEN = 1, 2, 36, 32

#: What is code in Markdown, and what is not: a block between fences, a heading, or a part of a line.
_MARKDOWN = re.compile(
    r"^(?P<open>```.*\n)(?P<block>(?:.*\n)*?)(?P<close>```)$|^(?P<heading>#+ .*)$|(?P<code>`[^`\n]+`)", re.MULTILINE
)


def are_wanted(stream: TextIO) -> bool:
    """Report whether a stream is a terminal that shows colours, and nobody has set ``NO_COLOR`` (no-color.org)."""
    shows = os.environ.get("TERM", "") != "dumb" and (sys.platform != "win32" or "WT_SESSION" in os.environ)
    return stream.isatty() and shows and not os.environ.get("NO_COLOR")


def paint(text: str, colour: int) -> str:
    """Return a text in a colour, line by line: a pager shows each of them on its own."""
    return "\n".join(f"\x1b[{colour}m{line}\x1b[0m" if line else line for line in text.split("\n"))


def painted(markdown: str) -> str:
    """Return a text in Markdown with its headings and its code in colour."""
    return _MARKDOWN.sub(_painted, markdown)


def _painted(match: re.Match[str]) -> str:
    if match["heading"]:
        return paint(match["heading"], BOLD)
    if match["code"]:
        return paint(match["code"], CYAN)
    return paint(match["open"], FAINT) + paint(match["block"], GREEN) + paint(match["close"], FAINT)
