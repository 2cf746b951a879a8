"""``python -m flake8_cb baseline`` and ``--cb-baseline``: what was there is silent, what comes is reported."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from flake8_runs import flake8
from test_plugin import FORK, SECOND, places

from flake8_cb.baseline import read

if TYPE_CHECKING:
    from pathlib import Path

FILE = ".flake8-cb-baseline.json"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with two old findings, whose baseline is configured."""
    (tmp_path / "app").mkdir()
    (tmp_path / "app" / "second.py").write_text(SECOND)
    (tmp_path / "fork.py").write_text(FORK)
    (tmp_path / ".flake8").write_text(f"[flake8]\nselect = CB\ncb-baseline = {FILE}\n")
    return tmp_path


def baseline(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Runs the command."""
    command = [sys.executable, "-m", "flake8_cb", "baseline", *arguments]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)


def test_what_was_there_is_silent_and_what_comes_is_reported(project: Path) -> None:
    assert flake8(".", cwd=project).exit_code == 2  # there is no baseline yet
    done = baseline(cwd=project)
    assert (done.returncode, done.stdout, done.stderr) == (0, f"known findings in {FILE}: 2\n", "")
    assert json.loads((project / FILE).read_text()) == {
        "app/second.py": {"CB201": {'second = Bucket("couchbase://db.example.com/beer-sample")': 1}},
        "fork.py": {"CB102": {"Process(target=work).start()": 1}},
    }
    again = flake8(".", cwd=project)
    assert (again.exit_code, again.output) == (0, "")
    (project / "fresh.py").write_text(FORK)
    assert places(flake8(".", cwd=project)) == ["./fresh.py:13:5: CB102"]


def test_lines_may_move(project: Path) -> None:
    baseline(cwd=project)
    path = project / "app" / "second.py"
    moved = SECOND.replace("def main():", "def main():\n    print('hello')").replace("    ", "        ")
    path.write_text(f'"""A docstring."""\n\n{moved}')
    assert flake8(".", cwd=project).ours == []


def test_of_equal_lines_as_many_are_known_as_there_were(project: Path) -> None:
    baseline(cwd=project)
    lines = SECOND.splitlines(keepends=True)
    (project / "app" / "second.py").write_text("".join([*lines[:6], lines[5], *lines[6:]]))
    assert places(flake8("app", cwd=project)) == ["app/second.py:7:14: CB201"]


@pytest.mark.parametrize("change", [("second = ", "other = second = "), ("CB201", "CB202")], ids=["line", "code"])
def test_another_line_or_code_is_another_finding(project: Path, change: tuple[str, str]) -> None:
    baseline(cwd=project)
    for path in (project / "app" / "second.py", project / FILE):
        if change[0] == "CB201" or path.suffix == ".py":
            path.write_text(path.read_text().replace(*change))
    assert len(flake8("app", cwd=project).ours) == 1


def test_it_is_the_same_for_any_split_and_from_any_folder(project: Path) -> None:
    for number in range(4):
        (project / "app" / f"copy{number}.py").write_text(SECOND)
    baseline("app", cwd=project)
    assert (
        places(flake8("-j4", ".", cwd=project)) == places(flake8("-j1", ".", cwd=project)) == ["./fork.py:13:5: CB102"]
    )
    assert flake8("second.py", "copy1.py", cwd=project / "app").ours == []
    assert flake8(str(project / "app" / "second.py"), cwd=project).ours == []


def test_standard_input(project: Path) -> None:
    baseline(cwd=project)
    name = "--stdin-display-name=app/second.py"
    assert flake8(name, "-", cwd=project, stdin=SECOND.encode()).ours == []
    fresh = SECOND.replace("second = B", "third = B").encode()
    assert places(flake8(name, "-", cwd=project, stdin=fresh)) == ["app/second.py:6:13: CB201"]
    assert len(flake8("-", cwd=project, stdin=SECOND.encode()).ours) == 1


def test_it_shrinks(project: Path) -> None:
    baseline(cwd=project)
    (project / "fork.py").unlink()
    (project / "fresh.py").write_text(FORK)
    done = baseline("--shrink", cwd=project)
    assert done.stdout == f"known findings in {FILE}: 1 of 2\n"
    assert places(flake8(".", cwd=project)) == ["./fresh.py:13:5: CB102"]
    assert baseline(cwd=project).stdout == f"known findings in {FILE}: 2\n"
    assert flake8(".", cwd=project).ours == []


def test_what_is_suppressed_or_excluded_is_not_written(project: Path) -> None:
    (project / "app" / "second.py").write_text(SECOND.replace('second = Bucket("couchbase://db.example.com/beer-sample")',
        'second = Bucket("couchbase://db.example.com/beer-sample")  # noqa: CB201'))  # fmt: skip
    baseline("-o", "known.json", "--", "--exclude=fork.py", cwd=project)
    assert read(project / "known.json").known.total() == 0


def test_other_findings_and_reports_are_nothing_to_it(project: Path) -> None:
    (project / ".flake8").write_text("[flake8]\nformat = pylint\nstatistics = true\ncount = true\nshow-source = true\n")
    (project / "long.py").write_text(f"import os\nx = '{'é' * 200}'\n", encoding="utf-8")
    done = baseline("-o", "app/known.json", cwd=project)
    assert done.returncode == 0
    assert sorted(path for path, _, _ in read(project / "app" / "known.json").known) == ["../fork.py", "second.py"]
    assert flake8("--select=CB", "--cb-baseline=app/known.json", cwd=project).ours == []


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["missing.py"], "flake8_cb baseline: no such file or folder: missing.py"),
        (["-o", "missing/known.json"], "missing/known.json"),
        (["--shrink"], FILE),
        (["--", "--cb-sdk=5"], "flake8_cb baseline: flake8 has failed, or is told to be quiet"),
        (["--", "-q"], "flake8_cb baseline: flake8 has failed, or is told to be quiet"),
    ],
)
def test_what_cannot_be_done(project: Path, arguments: list[str], words: str) -> None:
    done = baseline(*arguments, cwd=project)
    assert done.returncode == 2
    assert words in done.stderr.splitlines()[-1]
    assert "Traceback" not in done.stderr
    assert not (project / FILE).exists()


@pytest.mark.parametrize(
    "text",
    [
        *("", "[]", "{", '{"a": 1}', '{"a": {"CB201": []}}', '{"a": {"CB201": {"b": "c"}}}', 100_000 * "["),
        *(f'{{"a": {{"CB201": {{"b": {count}}}}}}}' for count in ("-1", "0", "1.9", "true", "Infinity")),
    ],
    ids=lambda text: text[:40],
)
def test_what_is_no_baseline(tmp_path: Path, text: str) -> None:
    (tmp_path / FILE).write_text(text)
    with pytest.raises(ValueError, match="is no baseline"):
        read(tmp_path / FILE)
