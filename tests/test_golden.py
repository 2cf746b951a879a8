"""The findings of all programs that fire, word for word, with columns and steps, as ``golden.txt`` has them.

Most changes of a message are meant: ``python tests/test_golden.py`` writes the file anew, and its difference is what a
reviewer reads.
"""

from __future__ import annotations

import ast
import functools
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import test_fixtures
import test_projects
from expectations import settings, settings_in

from flake8_cb.rules.lint import lint

if TYPE_CHECKING:
    from flake8_cb.findings import Finding

GOLDEN = Path(__file__).with_name("golden.txt")
FIXTURES = {test_fixtures.name_of(path): path for path in test_fixtures.PATHS if path.parent.name == "fires"}
PROJECTS = {test_projects.name_of(path): path for path in test_projects.PATHS if path.parent.name == "fires"}


def findings_of(path: Path) -> list[Finding]:
    """Return what is found in a fixture."""
    source = path.read_text(encoding="utf-8")
    return lint(ast.parse(source), settings(source))


def told(findings: list[Finding], root: Path | None = None) -> str:
    """Return the findings and how they come about."""
    lines = []
    for finding in findings:
        lines.append(f"{finding.line}:{finding.column} {finding.text}\n")
        for step in finding.steps:
            file = f"{os.path.relpath(step.path, root)}:" if step.path else ""
            lines.append(f"  {file}{step.line}:{step.column} {step.words}\n")
    return "".join(lines)


def told_of_project(root: Path) -> str:
    """Return the findings of all files of a project, and how they come about."""
    lines = []
    for name, source in test_projects.modules_of(root).items():
        path, tree = root / name, ast.parse(source)
        if found := lint(tree, settings_in(root, path, tree, source), path):
            lines.append(f"{name}\n{told(found, root)}")
    return "".join(lines)


@functools.cache
def golden() -> dict[str, str]:
    """Return what the file tells of each program."""
    parts = (part.partition("\n") for part in GOLDEN.read_text(encoding="utf-8").split("\n\n"))
    return {name.strip(): text and text.rstrip("\n") + "\n" for name, _, text in parts}


@pytest.mark.parametrize("name", FIXTURES)
def test_findings_are_told_as_before(name: str) -> None:
    assert told(findings_of(FIXTURES[name])) == golden()[name]


@pytest.mark.parametrize("name", PROJECTS)
def test_findings_of_projects_are_told_as_before(name: str) -> None:
    assert told_of_project(PROJECTS[name]) == golden()[f"project {name}"]


def test_every_program_is_there() -> None:
    assert [*golden()] == [*FIXTURES, *(f"project {name}" for name in PROJECTS)]


if __name__ == "__main__":
    texts = {name: told(findings_of(path)) for name, path in FIXTURES.items()}
    texts |= {f"project {name}": told_of_project(path) for name, path in PROJECTS.items()}
    GOLDEN.write_text("\n".join(f"{name}\n{text}" for name, text in texts.items()), encoding="utf-8")
