"""The finding of a file depends on that file, what it imports from disk, and the configuration, and on nothing else."""

from __future__ import annotations

import os
import random
import re
import shutil
from pathlib import Path

import pytest
from flake8_runs import flake8

PROJECTS = Path(__file__).parent / "projects"

#: Projects that become parts of one, by the folder that they get in it.
PARTS = {
    "billing": "CB102/fires",
    "orders": "CB201/fires",
    "lib/parcels": "imports/fires",
    "quiet": "CB101/silent",
}

PYPROJECT = """\
[project]
name = "everything"
requires-python = ">=3.10"
dependencies = ["couchbase"]

[tool.setuptools.packages.find]
where = ["lib"]
"""

#: Files of our own: one story across a declared root, one across the root of the project.
OWN = {
    "lib/common/__init__.py": "from common.db import bucket\n",
    "lib/common/db.py": 'from couchbase.bucket import Bucket\nbucket = Bucket("couchbase://h/everything")\n',
    "lib/common/jobs.py": (
        "from multiprocessing import Process\nfrom common import bucket\n\n\ndef work(key):\n    bucket.get(key)\n\n\n"
        "def start(key):\n    Process(target=work, args=(key,)).start()\n"
    ),
    "run.py": (
        "from common import jobs\nfrom couchbase.bucket import Bucket\n\n\ndef main():\n    jobs.start('a')\n"
        '    second = Bucket("couchbase://h/everything")\n    second.get("a")\n\n\n'
        'if __name__ == "__main__":\n    main()\n'
    ),
}

#: Each run looks for itself.
OPTIONS = ("--select=CB", "--isolated", "--cb-cache=off")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a project of many files, from several fixtures."""
    root = tmp_path_factory.mktemp("law") / "everything"
    for folder, group in PARTS.items():
        (root / folder).mkdir(parents=True)
        # The first one that declares nothing of its own.
        plain = [
            each
            for each in sorted((PROJECTS / group).iterdir())
            if all(file.suffix == ".py" for file in each.rglob("*") if file.is_file())
        ]
        for file in plain[0].rglob("*.py"):
            target = root / folder / file.relative_to(plain[0])
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(file, target)
    for name, text in OWN.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    (root / "pyproject.toml").write_text(PYPROJECT, encoding="utf-8")
    return root


def files_of(root: Path) -> list[str]:
    """Return the names of the Python files of a project."""
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*.py"))


def findings(*arguments: str, cwd: Path, prefix: str = "", stdin: bytes = b"") -> list[str]:
    """Run flake8 and return the lines that it prints, sorted, each without what stands before the path."""
    run = flake8(*OPTIONS, *arguments, cwd=cwd, stdin=stdin)
    assert run.others == ""
    assert all(line.startswith(prefix) for line in run.ours)
    return sorted(line.removeprefix(prefix).removeprefix("./") for line in run.ours)


@pytest.fixture(scope="module")
def whole(project: Path) -> list[str]:
    """Return the findings of the project, linted as a whole by one process."""
    return findings("-j1", ".", cwd=project)


def test_there_are_findings(whole: list[str]) -> None:
    folders = {line.partition("/")[0] for line in whole}
    assert {"billing", "orders", "lib"} <= folders
    assert any(line.startswith("run.py:") for line in whole)
    assert any(re.search(r"opened in \S+\.py line \d+", line) for line in whole)
    assert not any(line.startswith("quiet/") for line in whole)


@pytest.mark.parametrize("jobs", ["-j1", "-j4"])
@pytest.mark.parametrize("order", ["sorted", "reversed"])
def test_order_and_processes(project: Path, whole: list[str], jobs: str, order: str) -> None:
    names = files_of(project)
    assert findings(jobs, *(names[::-1] if order == "reversed" else names), cwd=project) == whole


def test_printed_order(project: Path) -> None:
    """What is printed is the same byte for byte, not only as a set of lines."""
    runs = {flake8(*OPTIONS, jobs, ".", cwd=project).output for jobs in ("-j1", "-j4")}
    assert len(runs) == 1


def test_file_by_file(project: Path, whole: list[str]) -> None:
    assert sorted(line for name in files_of(project) for line in findings(name, cwd=project)) == whole


@pytest.mark.parametrize("seed", range(4))
def test_any_split(project: Path, whole: list[str], seed: int) -> None:
    """Several machines that share the files in any way find the same together."""
    chance = random.Random(seed)
    machines = chance.randint(2, 5)
    share: list[list[str]] = [[] for _ in range(machines)]
    for name in chance.sample(names := files_of(project), len(names)):
        chance.choice(share).append(name)
    found = [line for names in share if names for line in findings(f"-j{seed + 1}", *names, cwd=project)]
    assert sorted(found) == whole


def test_standard_input(project: Path, whole: list[str]) -> None:
    found = []
    for name in files_of(project):
        text = (project / name).read_bytes()
        found += findings(f"--stdin-display-name={name}", "-", cwd=project, stdin=text)
    assert sorted(found) == whole


def test_other_working_directory(project: Path, whole: list[str], tmp_path: Path) -> None:
    assert findings("-j1", str(project), cwd=tmp_path, prefix=f"{project}/") == whole
    up = os.path.relpath(project, project / "lib")
    assert findings("-j1", up, cwd=project / "lib", prefix=f"{up}/") == whole


@pytest.mark.parametrize("seed", ["1", "2", "3"])
def test_hash_seed(project: Path, whole: list[str], seed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONHASHSEED", seed)
    assert findings("-j1", ".", cwd=project) == whole


def test_python_path_and_installed_packages_say_nothing(
    project: Path, whole: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A module of the same name that the interpreter would find elsewhere is not read."""
    (tmp_path / "common").mkdir()
    (tmp_path / "common" / "__init__.py").write_text("bucket = None\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    assert findings("-j1", ".", cwd=project) == whole


def test_configuration_is_what_changes_the_findings(project: Path, whole: list[str]) -> None:
    assert findings("--cb-start-method=spawn", ".", cwd=project) != whole


# -- what is not saved yet -----------------------------------------------------------------------------------

JOBS = """\
from multiprocessing import Process


def start():
    Process(target=work).start()


def work():
    import state
    state.bucket.get("key")
"""

SAVED = "import jobs\n\nbucket = None\n\n\ndef run():\n    jobs.start()\n"

UNSAVED = """\
import jobs
from couchbase.bucket import Bucket

bucket = Bucket("couchbase://h/state")


def run():
    jobs.start()
"""


def piped(name: str, text: str, cwd: Path) -> list[str]:
    """Return the findings of a text that an editor hands over for a file."""
    return findings(f"--stdin-display-name={name}", "-", cwd=cwd, stdin=text.encode())


def test_unsaved_text_is_what_is_linted(tmp_path: Path) -> None:
    (tmp_path / "jobs.py").write_text(JOBS)
    state = tmp_path / "state.py"
    state.write_text(SAVED)
    assert findings("state.py", cwd=tmp_path) == []
    unsaved = piped("state.py", UNSAVED, tmp_path)
    # The file that is imported imports it back, and sees the text as well.
    assert [line.split()[:2] for line in unsaved] == [["state.py:8:5:", "CB102"]]
    state.write_text(UNSAVED)
    assert findings("state.py", cwd=tmp_path) == unsaved
    assert piped("state.py", SAVED, tmp_path) == []


def test_other_files_come_from_the_disk(tmp_path: Path) -> None:
    jobs, state = tmp_path / "jobs.py", tmp_path / "state.py"
    jobs.write_text("def start():\n    pass\n")
    state.write_text(UNSAVED)
    # An editor that holds unsaved text of jobs.py shows it for that file alone.
    assert piped("state.py", UNSAVED, tmp_path) == []
    piped("jobs.py", JOBS, tmp_path)
    assert findings("state.py", cwd=tmp_path) == []
    jobs.write_text(JOBS)
    assert [line.split()[:2] for line in piped("state.py", UNSAVED, tmp_path)] == [["state.py:8:5:", "CB102"]]


def test_unsaved_file_that_does_not_exist_yet(tmp_path: Path) -> None:
    (tmp_path / "state.py").write_text('from couchbase.bucket import Bucket\nbucket = Bucket("couchbase://h/state")\n')
    text = "import os\nimport state\n\nif os.fork() == 0:\n    state.bucket.get('key')\n"
    found = piped("new.py", text, tmp_path)
    assert [line.split()[:2] for line in found] == [["new.py:4:4:", "CB102"]]
    assert "opened in state.py line 2" in found[0]
    assert piped(str(tmp_path / "new.py"), text, tmp_path) == [f"{tmp_path}/{line}" for line in found]
