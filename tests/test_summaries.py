"""What a call did to one path it does to others that are alike in what it sees: nothing is told otherwise by that."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from oracle.judge import linted
from oracle.strategies import programs_by_chance

from flake8_cb.flow.machine.summaries import Summary

if TYPE_CHECKING:
    import pytest

    from flake8_cb.flow.domain.state import State

#: So many programs are written at random, the same ones each time.
PROGRAMS = 200

SEED = 11

#: In so many calls at least the state must be another one than that of the first call; else nothing is compared.
FEWEST_ALIKE = 200


def is_same(summary: Summary, state: State) -> bool:
    """Report whether a state is the very one that the call was followed for."""
    return summary.before == state and summary.before.facts == state.facts


def test_programs_with_and_without(monkeypatch: pytest.MonkeyPatch) -> None:
    fits, alike = Summary.fits, 0

    def counting(summary: Summary, state: State) -> bool:
        nonlocal alike
        found = fits(summary, state)
        alike += found and not is_same(summary, state)
        return found

    for program in itertools.islice(programs_by_chance(SEED), PROGRAMS):
        monkeypatch.setattr(Summary, "fits", counting)
        found = linted(program)
        monkeypatch.setattr(Summary, "fits", is_same)
        assert found == linted(program), program.modules
    assert alike >= FEWEST_ALIKE
