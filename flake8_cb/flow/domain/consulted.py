"""Consulted: which conditions are asked for while something runs. On others it does not hang."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from flake8_cb.flow.domain.sessions import is_told_by_session
from flake8_cb.flow.domain.values import Value, mentions


@dataclass
class Consulted:
    """What was asked about the conditions that a path has found true or false.

    ``conditions`` were asked for one by one; of ``subjects`` it was asked whether anything is known about them;
    ``sessions``: for what is known of sessions; ``everything``: for all that is known; ``data``: for what data is.
    """

    conditions: set[Value] = field(default_factory=set)
    subjects: set[Value] = field(default_factory=set)
    sessions: bool = False
    everything: bool = False
    data: bool = False

    def add(self, other: Consulted) -> None:
        """What another one asked for was asked for here as well."""
        self.conditions |= other.conditions
        self.subjects |= other.subjects
        self.sessions |= other.sessions
        self.everything |= other.everything
        self.data |= other.data

    def concerns(self, conditions: Iterable[Value]) -> bool:
        """Report whether one of these conditions was asked for."""
        return self.everything or any(
            each in self.conditions
            or (self.sessions and is_told_by_session(each))
            or any(mentions(each, subject) for subject in self.subjects)
            for each in conditions
        )
