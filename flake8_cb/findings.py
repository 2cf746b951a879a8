"""What is reported: a place in the linted file, a code, and words for the person who edits it."""

from __future__ import annotations

from dataclasses import dataclass, field

from flake8_cb.frozen import frozen

#: How the codes of opinions begin: they are reported where they were asked for.
OPINIONS = "CB9"


@frozen
class Step:
    """What happened on the way to a finding, and where.

    ``path`` is the absolute path of the file, or None for the one that is linted; ``line`` counts from 1 and
    ``column`` from 0, in bytes, as syntax trees do. ``words`` are one line that neither names the place nor ends
    with a full stop.
    """

    path: str | None
    line: int
    column: int
    words: str

    @property
    def place(self) -> tuple[str | None, int, int]:
        return self.path, self.line, self.column


@dataclass(frozen=True, order=True)
class Finding:
    """One finding.

    ``line`` counts from 1 and ``column`` from 0, as flake8 does. ``code`` is ``CB`` and three digits.
    ``message`` is one line that neither starts with the code nor ends with a full stop. ``steps`` tell how it comes
    about, beginning with what the message names first; the last one stands where the finding does. They are no part
    of what makes a finding the same as another one.
    """

    line: int
    column: int
    code: str
    message: str
    steps: tuple[Step, ...] = field(default=(), compare=False)

    @property
    def text(self) -> str:
        """The line that flake8 prints behind the place."""
        return f"{self.code} {self.message}"
