"""pre-commit with this linter, as pre-commit itself installs it; and the tools that look after ``# noqa``."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from flake8_runs import ROOT
from test_plugin import SECOND

#: What the linter is built from.
SOURCES = ("flake8_cb", ".pre-commit-hooks.yaml", "LICENSE", "README.md", "pyproject.toml")

PAGE = (ROOT / "docs" / "hooks.md").read_text(encoding="utf-8")

#: What stands in the pages for what only a reader knows.
ADDRESS, REVISION = "<address of this repository>", "<tag or commit>"

GOOD = SECOND.replace("second = Bucket(", "second = first  # Bucket(")


def blocks(language: str) -> list[str]:
    """The code blocks of the page in that language, in their order."""
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)


def run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Runs a command, with those of this environment before all others."""
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    who = {f"GIT_{role}_{what}": "a@b.example" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    environment = {**os.environ, **who, "PATH": path, "GIT_CONFIG_GLOBAL": os.devnull, "COLUMNS": "200"}
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)


def git(*arguments: str, cwd: Path) -> str:
    """Runs git, which must not fail."""
    done = run("git", *arguments, cwd=cwd)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where pre-commit keeps its environments: empty at first."""
    return tmp_path_factory.mktemp("pre-commit")


@pytest.fixture(scope="module")
def linter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This checkout, as a repository of git."""
    folder = tmp_path_factory.mktemp("linter")
    for name in SOURCES:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, folder / name)
    git("init", "--quiet", cwd=folder)
    git("add", ".", cwd=folder)
    git("commit", "--quiet", "--message=All of it", cwd=folder)
    return folder


def configuration(block: str, linter: Path) -> dict[str, Any]:
    """What a block of the page configures, when the reader has put in what only they know."""
    text = block.replace(ADDRESS, linter.as_uri()).replace(REVISION, git("rev-parse", "HEAD", cwd=linter))
    configured = yaml.safe_load(text)
    assert isinstance(configured, dict)
    return configured


#: The ways that the page shows, and the last one as it can be tried without the repository of flake8.
OWN, OF_FLAKE8, LOCAL = blocks("yaml")


@pytest.fixture(params=[OWN, LOCAL], ids=["our hook", "with flake8 and its other plugins"])
def project(
    request: pytest.FixtureRequest, tmp_path: Path, linter: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """A repository of git with that configuration, and two files that are added but not committed."""
    monkeypatch.setenv("PRE_COMMIT_HOME", str(home))
    configured = configuration(request.param, linter)
    (tmp_path / ".pre-commit-config.yaml").write_text(yaml.safe_dump(configured, sort_keys=False))
    (tmp_path / "second.py").write_text(SECOND)
    (tmp_path / "good.py").write_text(GOOD)
    git("init", "--quiet", cwd=tmp_path)
    git("add", ".", cwd=tmp_path)
    return tmp_path


def test_pre_commit_installs_it_and_shows_its_findings(project: Path) -> None:
    run_all = ("pre-commit", "run", "--all-files")
    bad = run(*run_all, cwd=project)
    assert bad.returncode == 1, bad.stdout + bad.stderr
    assert [line.split(" ")[:2] for line in bad.stdout.splitlines() if "CB" in line] == [["second.py:6:14:", "CB201"]]

    git("rm", "--quiet", "--cached", "second.py", cwd=project)
    good = run(*run_all, cwd=project)
    assert good.returncode == 0, good.stdout + good.stderr
    assert "Passed" in good.stdout

    assert run("pre-commit", "install", cwd=project).returncode == 0
    git("commit", "--quiet", "--message=Good", cwd=project)
    git("add", "second.py", cwd=project)
    refused = run("git", "commit", "--message=Bad", cwd=project)
    assert refused.returncode == 1
    assert "second.py:6:14: CB201 " in refused.stdout + refused.stderr
    assert git("log", "--format=%s", cwd=project) == "Good"


def test_both_ways_with_flake8_are_the_same_but_for_where_flake8_is_from(linter: Path) -> None:
    (usual,), (local,) = (configuration(each, linter)["repos"] for each in (OF_FLAKE8, LOCAL))
    (usual_hook,), (local_hook,) = usual["hooks"], local["hooks"]
    assert usual["repo"] == "https://github.com/PyCQA/flake8"
    assert usual_hook["id"] == local_hook["id"] == "flake8"
    added = usual_hook["additional_dependencies"]
    assert local_hook["additional_dependencies"] == [f"flake8=={usual['rev']}", *added]


#: A line with a finding, and one without.
NOQA = SECOND.replace('second = Bucket("couchbase://db.example.com/beer-sample")',
                      'second = Bucket("couchbase://db.example.com/beer-sample")  # noqa: CB201').replace(
                      "\n\nmain()", "\n\nmain()  # noqa: CB101")  # fmt: skip


@pytest.fixture
def noqa(tmp_path: Path) -> Path:
    """A file with a comment that is needed, and one that is not."""
    path = tmp_path / "second.py"
    path.write_text(NOQA)
    return path


def test_ruff_leaves_our_codes_alone_if_it_is_told_of_them(noqa: Path) -> None:
    fix = ("ruff", "check", "--no-cache", "--quiet", "--select=RUF100,RUF102", "--fix", noqa.name)
    (noqa.parent / "pyproject.toml").write_text(blocks("toml")[0])
    assert run(*fix, cwd=noqa.parent).returncode == 0
    assert noqa.read_text() == NOQA
    (noqa.parent / "pyproject.toml").unlink()
    run(*fix, cwd=noqa.parent)
    assert "noqa" not in noqa.read_text()


def test_yesqa_takes_out_what_is_not_needed(noqa: Path) -> None:
    assert run("yesqa", noqa.name, cwd=noqa.parent).returncode == 1
    assert noqa.read_text() == NOQA.replace("  # noqa: CB101", "")


def test_flake8_noqa_reports_what_is_not_needed(
    noqa: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    # In a folder of its own: in the environment of these tests it would speak in all of them.
    folder = tmp_path_factory.mktemp("flake8-noqa")
    install = ("pip", "install", "--quiet", "--no-deps", f"--target={folder}", "flake8-noqa")
    done = run(sys.executable, "-m", *install, cwd=folder)
    assert done.returncode == 0, done.stderr
    monkeypatch.setenv("PYTHONPATH", str(folder))
    reported = run("flake8", noqa.name, cwd=noqa.parent).stdout.splitlines()
    assert reported == ['second.py:10:9: NQA102 "# noqa: CB101" has no matching violations']
