"""What each fixture costs, in steps and states, as ``golden_work.txt`` has it: counts, which no machine changes.

A change that makes the engine do more than before shows here, program by program, though it finds the same. One that is
meant is written by ``python tests/test_golden_work.py``, which tells the sums before and after.
"""

from __future__ import annotations

import ast
import functools
from pathlib import Path

import pytest
import test_fixtures
from counting import counting
from expectations import settings

from flake8_cb.rules.lint import lint

GOLDEN = Path(__file__).with_name("golden_work.txt")
FIXTURES = {test_fixtures.name_of(path): path for path in test_fixtures.PATHS}


def work_for(path: Path) -> tuple[int, int]:
    """Return what a fixture costs: steps of the machine, and states made."""
    source = path.read_text(encoding="utf-8")
    tree = ast.parse(source)
    with counting() as done:
        lint(tree, settings(source))
    return done.steps, done.states


@functools.cache
def golden() -> dict[str, tuple[int, int]]:
    """Return what the file tells of each fixture."""
    rows = (line.split() for line in GOLDEN.read_text(encoding="utf-8").splitlines())
    return {name: (int(steps), int(states)) for name, steps, states in rows}


@pytest.mark.parametrize("name", FIXTURES)
def test_a_fixture_costs_what_it_did(name: str) -> None:
    assert work_for(FIXTURES[name]) == golden()[name]


def test_every_fixture_is_there() -> None:
    assert [*golden()] == [*FIXTURES]


if __name__ == "__main__":
    before = golden() if GOLDEN.exists() else {}
    now = {name: work_for(path) for name, path in FIXTURES.items()}
    GOLDEN.write_text("".join(f"{name} {steps} {states}\n" for name, (steps, states) in now.items()), encoding="utf-8")
    for what, known in (("before", before), ("now", now)):
        print(
            f"{what}: {sum(each[0] for each in known.values())} steps, {sum(each[1] for each in known.values())} states"
        )
