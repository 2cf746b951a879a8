"""What the engine does with each program, as ``golden_work.txt`` has it: the same on all machines and with all Pythons.

That is what it costs, in steps, states and objects looked at, and a digest of all that it made of the program: of the
states in which its paths end, and of what it noted of them. A change that costs more than before, or makes anything
else of a program, shows here, though the same is found. One that is meant is written by
``python tests/test_golden_work.py``, which tells the sums before and after, and of which programs it made something
else.
"""

from __future__ import annotations

import ast
import functools
from pathlib import Path
from typing import NamedTuple

import pytest
import test_fixtures
import test_projects
from counting import counting
from expectations import settings, settings_in
from rendered import digest_of, rendering

from flake8_cb.rules.lint import lint

GOLDEN = Path(__file__).with_name("golden_work.txt")
FIXTURES = {test_fixtures.name_of(path): path for path in test_fixtures.PATHS}
PROJECTS = {f"project/{test_projects.name_of(path)}": path for path in test_projects.PATHS}


class Work(NamedTuple):
    """What is done with one program."""

    steps: int
    states: int
    looks: int
    digest: str


def work_for(path: Path) -> Work:
    """Return what is done with a fixture."""
    source = path.read_text(encoding="utf-8")
    tree = ast.parse(source)
    with counting() as done, rendering(tree) as digests:
        lint(tree, settings(source))
    return Work(done.steps, done.states, done.looks, digest_of(digests))


def work_for_project(root: Path) -> Work:
    """Return what is done with all files of a project, each of them linted."""
    digests = []
    with counting() as done:
        for name, source in test_projects.modules_of(root).items():
            path, tree = root / name, ast.parse(source)
            with rendering(tree) as found:
                lint(tree, settings_in(root, path, tree, source), path)
            digests += found
    return Work(done.steps, done.states, done.looks, digest_of(digests))


@functools.cache
def golden() -> dict[str, Work]:
    """Return what the file tells of each program."""
    rows = (line.split() for line in GOLDEN.read_text(encoding="utf-8").splitlines())
    return {name: Work(*map(int, counts), digest) for name, *counts, digest in rows}


@pytest.mark.parametrize("name", FIXTURES)
def test_the_same_is_done_with_a_fixture(name: str) -> None:
    assert work_for(FIXTURES[name]) == golden()[name]


@pytest.mark.parametrize("name", PROJECTS)
def test_the_same_is_done_with_a_project(name: str) -> None:
    assert work_for_project(PROJECTS[name]) == golden()[name]


def test_every_program_is_there() -> None:
    assert [*golden()] == [*FIXTURES, *PROJECTS]


if __name__ == "__main__":
    before = golden() if GOLDEN.exists() else {}
    now = {name: work_for(path) for name, path in FIXTURES.items()}
    now |= {name: work_for_project(path) for name, path in PROJECTS.items()}
    GOLDEN.write_text("".join(f"{name} {' '.join(map(str, work))}\n" for name, work in now.items()), encoding="utf-8")
    for what, known in (("before", before), ("now", now)):
        steps, states, looks = (sum(each[place] for each in known.values()) for place in range(3))
        print(f"{what}: {steps} steps, {states} states, {looks} objects looked at")
    print(*(name for name, work in now.items() if name in before and work.digest != before[name].digest), sep="\n")
