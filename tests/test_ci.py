"""The stages that the page on CI shows, run with the formatters that they name."""

from __future__ import annotations

import importlib.metadata
import json
import re
import shlex
import shutil
import subprocess
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

import pytest
import yaml
from flake8_runs import ROOT
from test_hooks import run
from test_plugin import FORK, SECOND

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

PAGE = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    """The code blocks of the page in that language, in their order."""
    found = re.findall(rf"^( *)```{language}\n(.*?)^ *```$", PAGE, re.DOTALL | re.MULTILINE)
    return [re.sub(rf"^{indent}", "", block, flags=re.MULTILINE) for indent, block in found]


#: Where the findings of the project are: file, line, column and code.
FOUND = [("app/second.py", 6, 14, "CB201"), ("fork.py", 13, 5, "CB102")]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "app").mkdir()
    (tmp_path / "app" / "second.py").write_text(SECOND)
    (tmp_path / "fork.py").write_text(FORK)
    return tmp_path


def last_of(commands: Iterable[str], cwd: Path, *, code: int = 1) -> subprocess.CompletedProcess[str]:
    """Runs the last command of a stage; those before it install what it needs, which these tests have installed."""
    *installing, command = commands
    for each in installing:
        words = shlex.split(each)
        if "install" in words:
            names = [word for word in words[words.index("install") + 1 :] if not word.startswith("git+<address")]
            assert len(words) - words.index("install") - 2 == len(names)
            for name in names:
                assert importlib.metadata.version(name)
    program, *arguments = shlex.split(command.replace("/tmp/flake8/bin/", ""))
    done = run(program, *arguments, cwd=cwd)
    assert done.returncode == code, done.stderr
    assert done.stderr == ""
    return done


def test_github(project: Path) -> None:
    (job,) = yaml.safe_load(blocks("yaml")[0])["jobs"].values()
    printed = last_of([step["run"] for step in job["steps"] if "run" in step], project).stdout
    found = re.findall(r"^::error file=(.+?),line=(\d+),col=(\d+),title=(CB\d+)::.+", printed, re.MULTILINE)
    assert [(file, int(line), int(column), code) for file, line, column, code in sorted(found)] == FOUND
    assert len(printed.splitlines()) == len(FOUND)


def test_gitlab(project: Path) -> None:
    (job,) = yaml.safe_load(blocks("yaml")[1]).values()
    last_of(job["script"], project)
    report = json.loads((project / job["artifacts"]["reports"]["codequality"]).read_text())
    assert sorted(
        (each["location"]["path"], each["location"]["lines"]["begin"], each["description"][-6:-1]) for each in report
    ) == [(file, line, code) for file, line, _, code in FOUND]
    assert len({each["fingerprint"] for each in report}) == len(FOUND)
    assert job["artifacts"]["when"] == "always"  # flake8 has failed the job


@pytest.fixture(params=[FOUND, []], ids=["findings", "none"])
def found(request: pytest.FixtureRequest, project: Path) -> list[tuple[str, int, int, str]]:
    """What is to be found in the project, which may have no finding."""
    for file, *_ in FOUND if not request.param else ():
        (project / file).unlink()
    return list(request.param)


def shell(block: str) -> list[str]:
    """The commands of a Jenkinsfile."""
    return re.findall(r"sh '(.*)'", block)


def test_jenkins(project: Path, found: list[tuple[str, int, int, str]]) -> None:
    last_of(shell(blocks("groovy")[0]), project, code=bool(found))
    assert "recordIssues tool: flake8(pattern: 'flake8.txt')" in blocks("groovy")[0]
    lines = (project / "flake8.txt").read_text().splitlines()
    # The default form of flake8 as the plugin tells it: at most eight letters and six digits are a code.
    matches = [re.fullmatch(r"([^:]+):(\d+):(\d+): ([A-Z]{1,8}[0-9]{0,6}) (.+)", line) for line in lines]
    assert sorted((match[1], int(match[2]), int(match[3]), match[4]) for match in matches if match) == [
        (f"./{file}", line, column, code) for file, line, column, code in found
    ]
    assert all(matches)


def test_jenkins_with_junit(project: Path, found: list[tuple[str, int, int, str]]) -> None:
    last_of(shell(blocks("groovy")[1]), project, code=bool(found))
    failures = [(case, case.find("failure")) for case in ET.parse(project / "flake8.xml").iter("testcase")]
    assert sorted(
        (case.attrib["file"], f"{case.attrib['file']}:{case.attrib['line']}:", failure.attrib["message"].split(" ")[:2])
        for case, failure in failures
        if failure is not None
    ) == [
        (f"./{file}", f"./{file}:{line}:", [f"./{file}:{line}:{column}:", code]) for file, line, column, code in found
    ]


def test_json(project: Path) -> None:
    last_of([blocks("console")[0]], project)
    report = json.loads((project / "flake8.json").read_text())
    assert sorted(
        (each["filename"], each["line_number"], each["column_number"], each["code"])
        for findings in report.values()
        for each in findings
    ) == [(f"./{file}", line, column, code) for file, line, column, code in FOUND]


def test_a_baseline(project: Path) -> None:
    write, lint = blocks("console")[1].splitlines()
    last_of([write], project, code=0)
    assert last_of([lint], project, code=0).stdout == ""
    (project / "fork.py").unlink()
    shutil.copy(project / "app" / "second.py", project / "fresh.py")
    assert last_of(blocks("console")[2].splitlines(), project, code=0).stdout.endswith("1 of 2\n")
    assert last_of([lint], project).stdout.startswith("./fresh.py:6:14: CB201 ")
