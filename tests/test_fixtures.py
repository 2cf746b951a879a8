"""Every fixture gives the findings that its comments expect, and no other, in each of its variants."""

from __future__ import annotations

import ast
import functools
import re
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from expectations import Expectation, expectations, options, settings
from stories import problems_of_steps
from variants import VARIANTS, NotApplicableError, silenced

from flake8_cb.rules import RULES
from flake8_cb.rules.lint import lint

if TYPE_CHECKING:
    from flake8_cb.findings import Finding

FIXTURES = Path(__file__).parent / "fixtures"
PROJECTS = Path(__file__).parent / "projects"
PATHS = sorted(path for side in ("fires", "silent") for path in FIXTURES.glob(f"CB*/{side}/*.py"))

FEWEST_FIRING = 10
FEWEST_SILENT = 15

#: Each variant must apply to this part of the fixtures, or it tests next to nothing.
FEWEST_VARIED = 0.5


def name_of(path: Path) -> str:
    """Return the short name of a fixture: CB101/fires/forks_in_loop."""
    return path.relative_to(FIXTURES).with_suffix("").as_posix()


@functools.cache
def variant_of(path: Path, variant: str) -> str | NotApplicableError:
    """Return the source of a variant, or why there is none."""
    try:
        source = VARIANTS[variant](path.read_text(encoding="utf-8"))
    except NotApplicableError as reason:
        return reason
    compile(source, f"{name_of(path)} [{variant}]", "exec", dont_inherit=True)
    return source


def differences(path: Path, source: str, findings: list[Finding], variant: str) -> list[str]:
    """Return a line for each finding that is missing, unexpected or worded otherwise than expected."""
    expected = expectations(source)
    # In other forms of the program a known limit may stand or fall.
    is_limit = {(mark.line, mark.code): mark.limit for mark in expected if mark.limit}
    wanted = {(mark.line, mark.code) for mark in expected if mark.limit != "missed"}
    found = {(finding.line, finding.code): finding for finding in findings}
    lines = source.split("\n")

    def told(line: int, code: str, what: str) -> str:
        text = lines[line - 1].strip() if line <= len(lines) else ""
        place = f"{path}:{line}" if variant == "unmodified" else f"{path} as {variant}, line {line}"
        return f"{place}: {code} {what}\n    {text}"

    problems = []
    for line, code in sorted(wanted | set(found)):
        limit = is_limit.get((line, code))
        finding = found.get((line, code))
        if limit and variant != "unmodified":
            continue
        if finding is None and limit == "false":
            problems.append(told(line, code, "is no longer a false alarm: take the mark away"))
        elif finding is None:
            problems.append(told(line, code, "is missing"))
        elif limit == "missed":
            problems.append(told(line, code, "is no longer missed: let the mark expect it"))
        elif (line, code) not in wanted:
            problems.append(told(line, code, f"is unexpected: {finding.message}"))
    if variant == "unmodified":
        problems += worded_otherwise(path, expected, findings)
    return problems


def worded_otherwise(path: Path, expected: list[Expectation], findings: list[Finding]) -> list[str]:
    """Return a line for each finding that lacks the words that its mark quotes."""
    problems = []
    for mark in expected:
        messages = [each.message for each in findings if (each.line, each.code) == (mark.line, mark.code)]
        if mark.words and messages and not any(mark.words in message for message in messages):
            problems.append(f"{path}:{mark.line}: {mark.code} does not say {mark.words!r}: {messages[0]}")
    return problems


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("path", PATHS, ids=name_of)
def test_findings(path: Path, variant: str) -> None:
    source = variant_of(path, variant)
    if isinstance(source, NotApplicableError):
        pytest.skip(str(source))
    # A variant may have put the header elsewhere.
    findings = lint(ast.parse(source), settings(path.read_text(encoding="utf-8")))
    problems = differences(path, source, findings, variant)
    program = "" if variant == "unmodified" else f"\n\nthe program as {variant}:\n{numbered(source)}"
    assert not problems, "\n" + "\n".join(problems) + program


def numbered(source: str) -> str:
    """Return a source with line numbers."""
    return "\n".join(f"{number:4} {line}" for number, line in enumerate(source.split("\n"), start=1))


@pytest.mark.parametrize("path", PATHS, ids=name_of)
def test_messages(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    findings = lint(ast.parse(source), settings(source))
    places = [(finding.line, finding.code) for finding in findings]
    assert len(places) == len(set(places)), "one place and code is reported twice"
    for finding in findings:
        assert "\n" not in finding.message
        assert not finding.message.startswith(finding.code)
        assert not finding.message.endswith(".")
        assert not re.search(r"\.py:\d", finding.message), "editors take this for a place"
        assert 1 <= finding.line <= source.count("\n") + 1
        assert finding.column >= 0
        assert problems_of_steps(finding) == []


@pytest.mark.parametrize("path", PATHS, ids=name_of)
def test_marks_fit_the_folder(path: Path) -> None:
    code = path.parent.parent.name
    marks = expectations(path.read_text(encoding="utf-8"))
    if path.parent.name == "fires":
        assert code in {mark.code for mark in marks if mark.limit != "false"}
    else:
        assert [mark for mark in marks if mark.limit != "false"] == []


@pytest.mark.parametrize("code", [rule.code for rule in RULES])
def test_there_are_enough_fixtures(code: str) -> None:
    assert len([*FIXTURES.glob(f"{code}/fires/*.py"), *PROJECTS.glob(f"{code}/fires/*")]) >= FEWEST_FIRING
    assert len([*FIXTURES.glob(f"{code}/silent/*.py"), *PROJECTS.glob(f"{code}/silent/*")]) >= FEWEST_SILENT


@pytest.mark.parametrize("variant", VARIANTS)
def test_variant_applies_to_many_fixtures(variant: str) -> None:
    sources = [variant_of(path, variant) for path in PATHS]
    applied = [source for source in sources if isinstance(source, str)]
    assert len(applied) >= FEWEST_VARIED * len(PATHS)


def flake8(folder: Path, arguments: tuple[str, ...]) -> dict[str, set[tuple[int, str]]]:
    """Run flake8 over the files of a folder and return the CB findings of each file."""
    command = [sys.executable, "-m", "flake8", "--isolated", "--select=CB", "--jobs=2", *arguments, "."]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert not done.stderr, done.stderr
    found: dict[str, set[tuple[int, str]]] = defaultdict(set)
    for line in done.stdout.splitlines():
        match = re.fullmatch(r"(?:\./)?([^:]+):(\d+):\d+: (CB\d{3}) .*", line)
        assert match, f"flake8 printed {line!r}"
        found[match[1]].add((int(match[2]), match[3]))
    return found


def test_flake8_and_noqa(tmp_path: Path) -> None:
    """flake8 itself prints what is expected, and nothing of what ``# noqa`` names."""
    runs: dict[tuple[str, ...], list[Path]] = defaultdict(list)
    for path in PATHS:
        runs[options(path.read_text(encoding="utf-8"))].append(path)
    for number, (arguments, paths) in enumerate(runs.items()):
        folder = tmp_path / str(number)
        folder.mkdir()
        expected: dict[str, set[tuple[int, str]]] = {}
        for path in paths:
            source = path.read_text(encoding="utf-8")
            name = name_of(path).replace("/", "__")
            (folder / f"{name}.py").write_text(source, encoding="utf-8")
            expected[f"{name}.py"] = {(mark.line, mark.code) for mark in expectations(source) if mark.limit != "missed"}
            try:
                (folder / f"{name}__noqa.py").write_text(silenced(source), encoding="utf-8")
            except NotApplicableError:
                continue
        found = flake8(folder, arguments)
        assert found == {name: marks for name, marks in expected.items() if marks}
