"""What is reported: a place in the linted file, a code, and words for the person who edits it."""

from __future__ import annotations

from dataclasses import dataclass

#: How the codes of opinions begin: they are reported where they were asked for.
OPINIONS = "CB9"


@dataclass(frozen=True, order=True)
class Finding:
    """One finding.

    ``line`` counts from 1 and ``column`` from 0, as flake8 does. ``code`` is ``CB`` and three digits.
    ``message`` is one line that neither starts with the code nor ends with a full stop.
    """

    line: int
    column: int
    code: str
    message: str

    @property
    def text(self) -> str:
        """The line that flake8 prints behind the place."""
        return f"{self.code} {self.message}"
