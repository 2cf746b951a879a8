"""What the steps of a finding owe to its message."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flake8_cb.findings import Finding, Step

#: How messages name a place: in the linted file, or in another one.
PLACE = re.compile(r"\b(?:on|of) line (\d+)|\bin (\S+) line (\d+)")


def problems_of_steps(finding: Finding) -> list[str]:
    """Return what is wrong with the steps of a finding, a line for each."""
    problems = [f"no step stands where the message says {words!r}" for words in _unmet(finding)]
    places = [each.place for each in finding.steps]
    own = (None, finding.line, finding.column)
    if not places or places[-1] != own or places.count(own) > 1:
        problems.append("the last step, and it alone, must stand at the finding")
    if len(set(finding.steps)) < len(finding.steps):
        problems.append("a step is told twice")
    problems += [f"ill worded: {each.words!r}" for each in finding.steps if not _is_well_worded(each.words)]
    return [f"{finding.line}: {finding.text}\n    {each}\n    {finding.steps}" for each in problems]


def _is_well_worded(words: str) -> bool:
    return bool(words) and "\n" not in words and not words.endswith(".") and not PLACE.search(words)


def _unmet(finding: Finding) -> list[str]:
    return [
        place[0]
        for place in PLACE.finditer(finding.message)
        if not any(_is_at(step, place[2], int(place[1] or place[3])) for step in finding.steps)
    ]


def _is_at(step: Step, path: str | None, line: int) -> bool:
    return step.line == line and (
        step.path is None if path is None else step.path is not None and f"/{step.path}".endswith(f"/{path}")
    )
