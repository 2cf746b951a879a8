"""Steps that travel in the text of a finding, from the process that lints a file to the one that reports.

Of a finding flake8 carries nothing but its place, code and text from its jobs to a formatter. A file on the side would
have to be agreed on by processes that know nothing of one another, and to lint again would cost as much as to lint:
so the steps are written behind the message, where the formatter that asked for them takes them off again.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from flake8_cb.findings import Step
from flake8_cb.project.parsing import read

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flake8_cb.findings import Finding

#: Between the message and the steps: a control character, of which JSON never writes one.
SEPARATOR = "\x1e"


def packed(finding: Finding, lines: Sequence[str]) -> str:
    """Return the text of a finding with its steps; ``lines`` are those of the linted file."""
    texts: dict[str | None, Sequence[str]] = {
        path: read(Path(path)).split("\n") for path in {step.path for step in finding.steps} if path is not None
    }
    texts[None] = lines
    steps = [
        (step.path, step.line, characters(texts[step.path], step.line, step.column), step.words)
        for step in finding.steps
    ]
    return f"{finding.text}{SEPARATOR}{json.dumps(steps, separators=(',', ':'))}"


def unpacked(text: str) -> tuple[str, tuple[Step, ...]]:
    """Return the text without its steps, and the steps. Their columns count characters."""
    message, separator, steps = text.rpartition(SEPARATOR)
    return (message, tuple(Step(*each) for each in json.loads(steps))) if separator else (text, ())


def characters(lines: Sequence[str], line: int, column: int) -> int:
    """Return how many characters stand before a column that counts bytes."""
    text = lines[line - 1] if line <= len(lines) else ""
    return len(text.encode()[:column].decode(errors="ignore")) if not text.isascii() else column
