"""The source beside a picture, line by line and coloured."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from markupsafe import Markup
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

#: Files with more lines are shown around what happens in them, with so many lines before and after it.
MOST_LINES = 1_500
AROUND = 25

#: Characters of one line that are shown.
LONGEST_LINE = 400


@dataclass(frozen=True)
class SourceLine:
    """A line of the source as HTML, or (``number`` is 0) what stands for lines that are left out."""

    number: int
    html: Markup


def source_lines(text: str, shown: Collection[int]) -> Iterator[SourceLine]:
    """Yield the lines of a source; of a long one those around the lines of ``shown``."""
    lines = text.split("\n")
    if lines and not lines[-1]:
        lines.pop()
    lines = [line if len(line) <= LONGEST_LINE else f"{line[:LONGEST_LINE]} …" for line in lines]
    wanted = range(1, len(lines) + 1)
    kept: Collection[int] = wanted
    if len(lines) > MOST_LINES:
        kept = {each for line in shown for each in range(line - AROUND, line + AROUND + 1)}.intersection(wanted)
    before = 0
    for number, html in enumerate(_coloured(lines), 1):
        if number in kept:
            if number > before + 1:
                yield SourceLine(0, Markup("{} lines").format(number - before - 1))
            yield SourceLine(number, html)
            before = number
    if before < len(lines):
        yield SourceLine(0, Markup("{} lines").format(len(lines) - before))


def _coloured(lines: list[str]) -> list[Markup]:
    """Return each line as HTML. Pygments closes what it opens at the end of each line."""
    # It drops what it takes for line ends of other systems, and a byte-order mark.
    text = "\n".join(line.replace("\r", "").removeprefix("\ufeff") for line in lines)
    html = highlight(text, PythonLexer(stripnl=False, ensurenl=True), HtmlFormatter(nowrap=True)).split("\n")[:-1]
    if len(html) == len(lines):
        return [Markup(each) for each in html]
    return [Markup.escape(each) for each in lines]
