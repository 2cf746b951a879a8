"""Every file of a fixture project gives the findings that its comments expect, and no other."""

from __future__ import annotations

import ast
import re
import shutil
from pathlib import Path

import pytest
from expectations import Expectation, expectations, settings_in
from stories import problems_of_steps

from flake8_cb.findings import Finding
from flake8_cb.rules import RULES
from flake8_cb.rules.lint import lint

PROJECTS = Path(__file__).parent / "projects"
PATHS = sorted(path for side in ("fires", "silent") for path in PROJECTS.glob(f"*/{side}/*") if path.is_dir())

#: The fewest projects of each group: those that fire, and those that are silent.
FEWEST = {"imports": (25, 20)}
FEWEST_OF_A_RULE = (8, 10)


def name_of(path: Path) -> str:
    """Return the short name of a project: CB101/fires/forks_in_helper."""
    return path.relative_to(PROJECTS).as_posix()


def modules_of(project: Path) -> dict[str, str]:
    """Return the text of each Python file of a project that can be parsed, by its path within the project."""
    found = {}
    for path in sorted(project.rglob("*.py")):
        source = path.read_text(encoding="utf-8")
        try:
            compile(source, str(path), "exec", dont_inherit=True)
        except SyntaxError:
            continue
        found[path.relative_to(project).as_posix()] = source
    return found


def marks_of(project: Path) -> list[Expectation]:
    """Return the marks of all files of a project."""
    return [mark for source in modules_of(project).values() for mark in expectations(source)]


def problems_of(name: str, source: str, findings: list[Finding]) -> list[str]:
    """Return a line for each finding of a file that is missing, unexpected or worded otherwise than expected."""
    marks = {(mark.line, mark.code): mark for mark in expectations(source)}
    found: dict[tuple[int, str], list[Finding]] = {}
    for finding in findings:
        found.setdefault((finding.line, finding.code), []).append(finding)
    lines = source.split("\n")
    problems = []
    for place in sorted({*marks, *found}):
        line, code = place
        mark, messages = marks.get(place), [each.message for each in found.get(place, ())]
        if mark is None:
            what = f"is unexpected: {messages[0]}"
        elif mark.limit == "missed":
            what = "is no longer missed: let the mark expect it" if messages else ""
        elif not messages:
            what = "is no longer a false alarm: take the mark away" if mark.limit else "is missing"
        elif mark.words and not any(mark.words in message for message in messages):
            what = f"does not say {mark.words!r}: {messages[0]}"
        else:
            what = "is reported twice" if len(messages) > 1 else ""
        if what:
            problems.append(f"{name}:{line}: {code} {what}\n    {lines[line - 1].strip()}")
    return problems


@pytest.mark.parametrize("project", PATHS, ids=name_of)
def test_findings(project: Path, tmp_path: Path) -> None:
    root = tmp_path / "project"
    shutil.copytree(project, root, symlinks=True)
    problems = []
    for name, source in modules_of(root).items():
        path, tree = root / name, ast.parse(source)
        findings = lint(tree, settings_in(root, path, tree, source), path)
        problems += problems_of(f"{name_of(project)}/{name}", source, findings)
        for finding in findings:
            assert "\n" not in finding.message
            assert str(tmp_path) not in finding.message, "a place is named from the root of the project"
            assert not re.search(r"\.py:\d", finding.message), "editors take this for a place"
            problems += problems_of_steps(finding)
    assert not problems, "\n" + "\n".join(problems)


@pytest.mark.parametrize("project", PATHS, ids=name_of)
def test_marks_fit_the_folder(project: Path) -> None:
    marks = [mark for mark in marks_of(project) if mark.limit != "false"]
    group = project.parent.parent.name
    if project.parent.name == "silent":
        assert marks == []
    elif group in {rule.code for rule in RULES}:
        assert group in {mark.code for mark in marks}
    else:
        assert marks


@pytest.mark.parametrize("project", PATHS, ids=name_of)
def test_project_has_several_files(project: Path) -> None:
    assert len(list(project.rglob("*.py"))) > 1


@pytest.mark.parametrize("group", ["imports", *(rule.code for rule in RULES)])
def test_there_are_enough_projects(group: str) -> None:
    fires, silent = FEWEST.get(group, FEWEST_OF_A_RULE)
    assert len([path for path in PATHS if path.parts[-3:-1] == (group, "fires")]) >= fires
    assert len([path for path in PATHS if path.parts[-3:-1] == (group, "silent")]) >= silent


def test_every_group_is_known() -> None:
    assert {path.name for path in PROJECTS.iterdir()} <= {"imports", *(rule.code for rule in RULES)}
