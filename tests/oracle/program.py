"""What is passed between the parts of the oracle: programs, and the records of their runs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

#: The module that is linted; it is also run as the script.
LINTED = "app"


@dataclass(frozen=True)
class Program:
    """A program of one or several modules, by name. ``generation`` is that of the SDK it is written for.

    ``entries`` are the public functions of the linted module that nothing calls: others may, after it was imported.
    """

    generation: int
    modules: dict[str, str]
    entries: tuple[str, ...] = ()

    @property
    def source(self) -> str:
        """The text of the linted module."""
        return self.modules[LINTED]


@dataclass(frozen=True)
class Run:
    """One run: what was started ("" for the script, or the entry), and what happened, in each process in its order.

    The events are the lists that ``standin.recorder`` writes: the process, the kind, and what belongs to it.
    """

    start: str
    events: list[list[Any]]
