"""The story of a finding: its steps, each with the code at which it happens.

flake8 itself lints the file, with the configuration that it finds, and gives the steps in its document of SARIF.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from flake8_cb.commands import colours
from flake8_cb.commands.lines import lines_of
from flake8_cb.findings import Step
from flake8_cb.rules import RULES
from flake8_cb.sarif import UNREADABLE, Result, paths_in, results_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

#: Lines that are shown before and after that of a step.
CONTEXT = 1

#: Findings that are named where none is on the line.
MOST_NEAREST = 3


class NotLintedError(Exception):
    """A file that flake8 does not lint, and why."""


def tell(path: str, line: int, column: int | None) -> int:
    """Prints the story of each finding on a line, or only of that in a column.

    The exit code is 1 if there is no finding, and 2 if there is no such line or the file is not linted.
    """
    try:
        found = [each for each in linted(path) if each.is_ours]
        lines = lines_of(path)
        if not 1 <= line <= len(lines):
            raise NotLintedError(f"the file ends on line {len(lines)}")
    except NotLintedError as error:
        print(f"flake8-cb cannot explain {path}:{line}: {error}", file=sys.stderr)
        return 2
    here = [each for each in found if each.line == line and column in (None, each.column, _bytes(each, lines))]
    if not here:
        where = f"line {line}" if column is None else f"line {line}, column {column}"
        print(f"flake8-cb finds nothing on {where} of {path}{_nearest(found, line)}", file=sys.stderr)
        return 1
    in_colour = colours.are_wanted(sys.stdout)
    print("\n\n".join("\n".join(_story(each, in_colour=in_colour)) for each in here))
    return 0


def linted(path: str) -> list[Result]:
    """Return what flake8 finds in a file, ``# noqa`` or not. Raises NotLintedError."""
    if not os.path.isfile(path):
        raise NotLintedError("there is no such file")
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder, "results.sarif")
        options = ["--format=cb-sarif", f"--output-file={output}", "--disable-noqa"]
        # The whole path: one that begins with a dash would be an option, and flake8 loses options behind "--".
        command = [sys.executable, "-m", "flake8", *options, os.path.abspath(path)]
        done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
        try:
            document = json.loads(output.read_text(encoding="ascii"))
        except (OSError, ValueError):
            said = (done.stderr or done.stdout).strip().splitlines() or ["it wrote no document"]
            raise NotLintedError(f"flake8 failed: {said[-1]}") from None
    if not paths_in(document):
        raise NotLintedError("flake8's configuration excludes the file")
    results = results_in(document)
    for each in results:
        if each.code.startswith(UNREADABLE):
            place = f" on line {each.line}" if each.line else ""
            raise NotLintedError(f"{each.message}{place}")
    return results


def _bytes(result: Result, lines: Sequence[str]) -> int:
    """Return the column of a result as flake8 prints it, which counts bytes."""
    return len(lines[result.line - 1][: result.column - 1].encode()) + 1


def _nearest(found: list[Result], line: int) -> str:
    """Return which findings the file has near a line."""
    nearest = sorted(found, key=lambda each: abs(each.line - line))[:MOST_NEAREST]
    named = [f"{each.code} on line {each.line}, column {each.column}" for each in nearest]
    return f"; nearest: {'; '.join(named)}" if named else ""


def _story(result: Result, *, in_colour: bool) -> Iterator[str]:
    def paint(text: str, colour: int) -> str:
        return colours.paint(text, colour) if in_colour else text

    name = next(rule.name for rule in RULES if rule.code == result.code)
    yield paint(f"{result.path}:{result.line}:{result.column}: {result.code} {name}", colours.BOLD)
    yield result.message
    steps = result.steps or (Step(None, result.line, result.column - 1, "it happens here"),)
    for number, step in enumerate(steps, start=1):
        path = step.path or result.path
        yield ""
        yield paint(f"{number}. {path} line {step.line}: {step.words}", colours.BOLD)
        yield from (
            paint(text, colours.CYAN if is_it else colours.FAINT) for text, is_it in _excerpt(lines_of(path), step)
        )
    yield ""
    yield f"The rule: python -m flake8_cb explain {result.code}"


def _excerpt(lines: Sequence[str], step: Step) -> Iterator[tuple[str, bool]]:
    """Yield the lines around a step, and whether they are about its own; a mark stands below the column."""
    first, last = max(step.line - CONTEXT, 1), min(step.line + CONTEXT, len(lines))
    width = len(str(last))
    for number in range(first, last + 1):
        text = lines[number - 1].expandtabs()
        is_it = number == step.line
        yield f"  {'>' if is_it else ' '} {number:>{width}} | {text}".rstrip(), is_it
        if is_it:
            before = len(lines[number - 1][: step.column].expandtabs())
            yield f"    {' ' * width} | {' ' * before}^", True
