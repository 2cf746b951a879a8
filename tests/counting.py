"""Counts of what the engine does: the same on every machine."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from flake8_cb.flow import modules
from flake8_cb.flow.domain.state import Meter, State
from flake8_cb.flow.machine.machine import Machine
from flake8_cb.project import parsing

if TYPE_CHECKING:
    import ast


@dataclass
class Work:
    """What was done: steps of the machine, states made, objects looked at; modules parsed, and read for their names."""

    steps: int = 0
    states: int = 0
    looks: int = 0
    parsed: int = 0
    read: int = 0


@contextmanager
def counting() -> Iterator[Work]:
    """Count what is done in a block."""
    done = Work()
    step, copy, parse, relevance, init = Machine.step, State.copy, parsing.parse, modules.Relevance, Machine.__init__
    meters: list[Meter] = []

    def noting_init(self: Machine, *arguments: object) -> None:
        init(self, *arguments)  # type: ignore[arg-type]
        meters.append(self.meter)

    def counting_step(self: Machine, count: int = 1) -> None:
        done.steps += count
        step(self, count)

    def counting_copy(self: State) -> State:
        done.states += 1
        return copy(self)

    def counting_parse(text: str) -> ast.Module:
        done.parsed += 1
        return parse(text)

    def counting_relevance(*arguments: object, **keywords: object) -> object:
        done.read += 1
        return relevance(*arguments, **keywords)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Machine, "__init__", noting_init)
        patch.setattr(Machine, "step", counting_step)
        patch.setattr(State, "copy", counting_copy)
        patch.setattr(parsing, "parse", counting_parse)
        patch.setattr(modules, "Relevance", counting_relevance)
        yield done
    done.looks = sum(each.looks for each in meters)
