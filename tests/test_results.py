"""What was found is found again, and only as long as it holds."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flake8_runs import ROOT, flake8

from flake8_cb.findings import Finding, Step
from flake8_cb.project import formats, store, watched
from flake8_cb.project.memory import forget
from flake8_cb.project.results import Results
from flake8_cb.project.roots import METADATA
from flake8_cb.project.servers import SERVER_FILES
from flake8_cb.project.store import Store
from flake8_cb.project.watched import Watched

PYPROJECT = '[project]\nname = "beers"\ndependencies = ["couchbase>=2,<3"]\nrequires-python = ">=3.9"\n'
FILES = {
    "pyproject.toml": PYPROJECT,
    ".git/HEAD": "ref: refs/heads/main\n",  # nothing above it is of concern
    "app/__init__.py": "",
    "app/db.py": 'from couchbase.bucket import Bucket\n\nbeers = Bucket("couchbase://h/beers", password="hops")\n',
    "app/names.py": "LIMIT = 3\n",
    "app/work.py": (
        "from multiprocessing import Process\n\nfrom app.db import beers\nfrom app.names import LIMIT\n\n\n"
        "def rate(name):\n    beers.upsert(name, LIMIT)\n\n\n"
        'if __name__ == "__main__":\n    Process(target=rate, args=("victory",)).start()\n'
    ),
    "app/plain.py": "from app.names import LIMIT\n\nMOST = LIMIT * 2\n",
}

#: What the times of files cannot tell apart is not kept.
LONG_AGO = time.time() - 1000


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of which two files hang on others, and an empty cache."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    # Files carry the time of their last change, whatever is written into them: they wait until it is long enough ago.
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    root = tmp_path / "project"
    for name, text in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    time.sleep(2 * store.TICK)
    return root


def read(entry: Path) -> dict[str, Any]:
    """Return what stands in an entry."""
    found: dict[str, Any] = json.loads(zlib.decompress(entry.read_bytes()))
    return found


def entries(project: Path) -> dict[str, Path]:
    """Return the entries by the linted file."""
    folder = project.parent / "cache" / "flake8-cb"
    found = {read(path)["path"]: path for path in folder.glob("*.json.z")}
    return {os.path.relpath(path, project): entry for path, entry in found.items()}


def linted(project: Path, *arguments: str) -> list[str]:
    run = flake8("--isolated", "--select=CB", "-j1", *arguments, "app", cwd=project)
    return [line.partition(": ")[0] + " " + line.split()[1] for line in run.ours]


FOUND = [os.path.join("app", "work.py") + ":12:5 CB102"]


def mark(project: Path, name: str) -> None:
    """Put a finding into an entry that nobody else would make: where it shows, the entry was used."""
    entry = entries(project)[name]
    text = read(entry)
    text["findings"] = [[1, 0, "CB901", "out of the cache", []]]
    entry.write_bytes(zlib.compress(json.dumps(text).encode()))


MARKED = [os.path.join("app", "work.py") + ":1:1 CB901"]


def test_what_was_found_is_found_again(project: Path) -> None:
    assert linted(project) == FOUND
    assert set(entries(project)) == {os.path.join("app", name) for name in ("db.py", "work.py")}
    assert linted(project) == FOUND
    mark(project, os.path.join("app", "work.py"))
    assert linted(project) == MARKED


def test_it_can_be_switched_off(project: Path) -> None:
    assert linted(project, "--cb-cache=off") == FOUND
    assert entries(project) == {}
    linted(project)
    mark(project, os.path.join("app", "work.py"))
    assert linted(project, "--cb-cache=off") == FOUND


#: What is written where, None for what is removed, and the findings of `app/work.py` after it.
CHANGES: dict[str, tuple[dict[str, str | None], list[str]]] = {
    "the file itself": ({"app/work.py": "import multiprocessing\n"}, []),
    "an imported module": ({"app/db.py": "beers = {}\n"}, []),
    "what an imported module imports": (
        {"app/names.py": "from app.limits import LIMIT\n", "app/limits.py": "LIMIT = 4\n"},
        FOUND,
    ),
    "an imported module is gone": ({"app/db.py": None}, []),
    "a package in its place": ({"app/db/__init__.py": "beers = {}\n"}, []),
    "a package is none any more": ({"app/__init__.py": None}, FOUND),
    "what the project declares": ({"pyproject.toml": PYPROJECT.replace(">=3.9", ">=3.14")}, []),
    "a file of declarations appears": ({"app/setup.cfg": "[metadata]\nname = beers\n"}, FOUND),
    "a module that the program may find first": ({"app/app.py": "beers = {}\n"}, FOUND),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_seen(project: Path, change: str) -> None:
    """Where the findings stay as they were, they were looked for all the same."""
    linted(project)
    mark(project, os.path.join("app", "work.py"))
    changes, expected = CHANGES[change]
    for name, text in changes.items():
        if text is None:
            (project / name).unlink()
        else:
            (project / name).parent.mkdir(exist_ok=True)
            (project / name).write_text(text, encoding="utf-8")
    found = [each for each in linted(project) if "work.py" in each]
    assert found == [each for each in linted(project, "--cb-cache=off") if "work.py" in each]
    assert found == expected


@pytest.mark.parametrize(
    "option", ["--cb-sdk=2", "--cb-start-method=fork", "--cb-source-roots=app", "--cb-entry-points=a.b", "--select=CB9"]
)
def test_options_are_told_apart(project: Path, option: str) -> None:
    linted(project)
    mark(project, os.path.join("app", "work.py"))
    assert linted(project, option) != MARKED


def test_an_unrelated_change_costs_nothing(project: Path) -> None:
    linted(project)
    mark(project, os.path.join("app", "work.py"))
    (project / "app" / "plain.py").write_text("MOST = 7\n", encoding="utf-8")
    (project / "app" / "__pycache__").mkdir()
    os.utime(project / "app" / "db.py")
    assert linted(project) == MARKED


def test_an_unsaved_buffer_is_no_saved_file(project: Path) -> None:
    linted(project)
    mark(project, os.path.join("app", "work.py"))
    name = os.path.join("app", "work.py")
    run = flake8("--isolated", "--select=CB", "--stdin-display-name", name, "-", cwd=project, stdin=b"LIMIT = 1\n")
    assert run.ours == []


@pytest.mark.parametrize("text", ["", "{", "[]", '{"key": 1}', '{"key": null, "files": 3}', "\0" * 100])
def test_a_broken_entry_is_none(project: Path, text: str) -> None:
    linted(project)
    for entry in entries(project).values():
        entry.write_bytes(zlib.compress(text.encode()) if text else b"\0not compressed")
    assert linted(project) == FOUND
    assert set(entries(project)) >= {os.path.join("app", "work.py")}


def test_a_cache_that_cannot_be_written_is_none(project: Path) -> None:
    (project.parent / "cache").write_text("no folder")
    assert linted(project) == FOUND


def test_runs_at_the_same_time(project: Path) -> None:
    command = [sys.executable, "-m", "flake8", "--isolated", "--select=CB", "-j2", "app"]
    runs = [
        subprocess.Popen(command, cwd=project, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(6)
    ]
    printed = {run.communicate() for run in runs}
    assert len(printed) == 1
    assert "CB102" in next(iter(printed))[0]
    assert linted(project) == FOUND
    folder = project.parent / "cache" / "flake8-cb"
    assert {path.suffix for path in folder.iterdir()} == {".z"}


def test_examples_are_the_same_in_every_way(project: Path) -> None:
    """With the cache, when it is empty and when it is full, and without."""
    ways = [
        flake8("--select=CB", "--extend-select=CB9", "-j2", "examples", *more, cwd=ROOT).output
        for more in ([], [], ["--cb-cache=off"])
    ]
    assert ways[0] == ways[1] == ways[2]
    assert ways[0].count("CB") > 8


# -- entries --------------------------------------------------------------------------------------------------

NOTHING = Watched()
AsOne = Callable[[Watched], dict[str, Watched]]
FINDING = Finding(3, 4, "CB101", "a message", (Step(None, 1, 2, "opened here"), Step("/x/y.py", 5, 6, "forked here")))


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Results:
    monkeypatch.setattr(store, "COARSEST_TICK", store.TICK)  # of the file system here
    forget()
    return Results(Store(tmp_path / "results", "basis"))


def test_steps_are_kept(kept: Results, tmp_path: Path) -> None:
    kept.keep(tmp_path / "a.py", "text", [FINDING], own=NOTHING, shared=NOTHING)
    assert kept.find(tmp_path / "a.py", "text") == [FINDING]
    assert kept.find(tmp_path / "a.py", "text")[0].steps == FINDING.steps
    assert kept.find(tmp_path / "a.py", "another text") is None
    assert kept.find(tmp_path / "b.py", "text") is None
    assert Results(Store(kept.store.folder, "another basis")).find(tmp_path / "a.py", "text") is None


def test_what_changes_while_a_run_lasts_is_not_kept(kept: Results, tmp_path: Path) -> None:
    other = tmp_path / "db.py"
    other.write_text("x = 1\n")
    kept.keep(tmp_path / "a.py", "text", [FINDING], own=Watched((str(other),)), shared=NOTHING)
    assert kept.find(tmp_path / "a.py", "text") is None


@pytest.fixture(params=["own", "shared"])
def as_one(request: pytest.FixtureRequest) -> AsOne:
    """Say that an entry hangs on something by itself, or as others do."""
    return lambda hanging: {"own": NOTHING, "shared": NOTHING, request.param: hanging}


def other_file(tmp_path: Path, kept: Results) -> tuple[Path, Watched]:
    """Return a file that an entry hangs on, and all of that; it was written before the run began."""
    other = tmp_path / "app" / "db.py"
    other.parent.mkdir()
    other.write_text("x = 1\n")
    time.sleep(2 * store.TICK)
    kept.store.begun = time.time()
    return other, Watched((str(other),), (str(other.parent),), ())


def test_names_that_cannot_be_kept_cost_the_entry(kept: Results, tmp_path: Path, as_one: AsOne) -> None:
    _, hanging = other_file(tmp_path, kept)
    odd = tmp_path / "app" / "line\nbreak.py"
    odd.write_text("x = 1\n")
    time.sleep(2 * store.TICK)
    kept.store.begun = time.time()
    forget()
    kept.keep(tmp_path / "a.py", "text", [FINDING], **as_one(hanging._replace(files=(*hanging.files, str(odd)))))
    assert kept.find(tmp_path / "a.py", "text") is None
    kept.keep(tmp_path / "a.py", "text", [FINDING], **as_one(hanging))
    assert kept.find(tmp_path / "a.py", "text") == [FINDING]


def test_what_was_not_written_since_is_not_read(
    kept: Results, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, as_one: AsOne
) -> None:
    _, hanging = other_file(tmp_path, kept)
    kept.keep(tmp_path / "a.py", "text", [FINDING], **as_one(hanging))
    forget()
    for name in ("contents_of", "names_in"):
        monkeypatch.setattr(watched, name, None)
    assert kept.find(tmp_path / "a.py", "text") == [FINDING]


def test_what_was_written_is_read_once(
    kept: Results, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, as_one: AsOne
) -> None:
    other, hanging = other_file(tmp_path, kept)
    kept.keep(tmp_path / "a.py", "text", [FINDING], **as_one(hanging))
    other.write_text("x = 1\n")  # as a fresh checkout does
    time.sleep(2 * store.TICK)
    following = Results(Store(kept.store.folder, "basis"))
    forget()
    assert following.find(tmp_path / "a.py", "text") == [FINDING]
    forget()
    monkeypatch.setattr(watched, "contents_of", None)
    assert following.find(tmp_path / "a.py", "text") == [FINDING]


def test_what_was_written_a_moment_ago_is_read(
    kept: Results, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, as_one: AsOne
) -> None:
    """A coarse clock may show the same time when it is written again."""
    _, hanging = other_file(tmp_path, kept)
    monkeypatch.setattr(store, "COARSEST_TICK", 1000)
    kept.keep(tmp_path / "a.py", "text", [FINDING], **as_one(hanging))
    (entry,) = kept.store.folder.glob("*.json.z")
    assert read(entry)["stamps"] == ""


def test_what_is_written_at_the_moment_is_read(kept: Results, tmp_path: Path, as_one: AsOne) -> None:
    """Its time may stay what it is when it is written again."""
    other, hanging = other_file(tmp_path, kept)
    kept.keep(tmp_path / "a.py", "text", [FINDING], **as_one(hanging))
    os.utime(other, (LONG_AGO, LONG_AGO))
    forget()
    assert hanging.stamps(kept.store.begun) == ""
    (entry,) = kept.store.folder.glob("*.json.z")
    before = entry.read_bytes()
    assert kept.find(tmp_path / "a.py", "text") == [FINDING]
    assert entry.read_bytes() == before
    other.write_text("x = 2\n")
    forget()
    assert kept.find(tmp_path / "a.py", "text") is None


def test_another_text_of_that_size_and_time_is_seen(kept: Results, tmp_path: Path, as_one: AsOne) -> None:
    other, hanging = other_file(tmp_path, kept)
    kept.keep(tmp_path / "a.py", "text", [FINDING], **as_one(hanging))
    before = other.stat()
    other.write_text("x = 2\n")
    os.utime(other, ns=(before.st_atime_ns, before.st_mtime_ns))
    time.sleep(2 * store.TICK)
    forget()
    assert Results(Store(kept.store.folder, "basis")).find(tmp_path / "a.py", "text") is None


def test_names_tell_of_links(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    link = tmp_path / "two"
    link.symlink_to(tmp_path / "one")
    before = watched.names_in(str(tmp_path))
    link.unlink()
    link.symlink_to(tmp_path / "three")
    forget()
    assert watched.names_in(str(tmp_path)) != before


def test_a_pipe_is_not_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "db.py")
    assert watched.contents_of(str(tmp_path / "db.py")) == ""


def test_the_cache_is_bounded(kept: Results, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(10):
        kept.keep(tmp_path / f"{number}.py", "text", [FINDING], own=NOTHING, shared=NOTHING)
    (shared,) = kept.store.folder.glob("*.list.z")
    for number, path in enumerate((shared, *sorted(kept.store.folder.glob("*.json.z")))):
        os.utime(path, (LONG_AGO + number, LONG_AGO + number))
    monkeypatch.setattr(store, "MOST_BYTES", 300)
    following = Results(Store(kept.store.folder, "basis"))
    following.keep(tmp_path / "new.py", "text", [FINDING], own=NOTHING, shared=NOTHING)
    assert len(list(kept.store.folder.glob("*.json.z"))) == 6  # of eleven files six are gone, of which the list was one
    assert following.find(tmp_path / "new.py", "text") == [FINDING]


def test_what_is_shared_is_written_once(kept: Results, tmp_path: Path) -> None:
    _, hanging = other_file(tmp_path, kept)
    for name in ("a.py", "b.py"):
        kept.keep(tmp_path / name, "text", [FINDING], own=NOTHING, shared=hanging)
    (shared,) = kept.store.folder.glob("*.list.z")
    assert kept.find(tmp_path / "b.py", "text") == [FINDING]
    shared.unlink()
    forget()
    following = Results(Store(kept.store.folder, "basis"))
    assert following.find(tmp_path / "b.py", "text") is None
    following.keep(tmp_path / "a.py", "text", [FINDING], own=NOTHING, shared=hanging)
    assert following.find(tmp_path / "b.py", "text") == [FINDING]


def test_another_state_of_the_code_is_told_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = store.code_version()
    assert store.code_version() == before
    package = tmp_path / "flake8_cb"
    (package / "project").mkdir(parents=True)
    code = package / "project" / "results.py"
    code.write_text("")
    monkeypatch.setattr(store, "__file__", str(code))
    other = store.code_version()
    assert other != before
    code.write_text("# edited\n")
    assert store.code_version() not in (other, before)


@pytest.mark.parametrize("file", ["setup.cfg", "tox.ini", ".flake8", "pyproject.toml"])
def test_it_can_be_switched_off_in_a_file(project: Path, file: str) -> None:
    table, value = ("[tool.flake8]", '"off"') if file == "pyproject.toml" else ("[flake8]", "off")
    with (project / file).open("a", encoding="utf-8") as configuration:
        configuration.write(f"{table}\ncb-cache = {value}\n")
    assert flake8("--select=CB", "app", cwd=project).ours
    assert entries(project) == {}


def test_all_that_declares_something_has_a_telling_name(tmp_path: Path) -> None:
    """Wherever it appears above a file, entries hold no longer."""
    names = {*formats.READERS, "requirements-dev.txt", "constraints.txt", *SERVER_FILES, ".git", "__init__.py"}
    names |= {f"beers{each}" for each in METADATA}
    before = watched.telling_names_in(str(tmp_path))
    for name in names:
        (tmp_path / name).touch()
        forget()
        after = watched.telling_names_in(str(tmp_path))
        assert after != before, name
        before = after
    (tmp_path / "tmp4711").mkdir()
    forget()
    assert watched.telling_names_in(str(tmp_path)) == before


def test_what_comes_and_goes_far_above_is_of_no_concern(project: Path) -> None:
    (project / ".git" / "HEAD").unlink()
    (project / ".git").rmdir()
    linted(project)
    mark(project, os.path.join("app", "work.py"))
    (project.parent / "another").mkdir()
    assert linted(project) == MARKED
    (project.parent / "uwsgi.ini").write_text("[uwsgi]\nmodule = app.work\n")
    assert linted(project) == [os.path.join("app", "work.py") + ":3:1 CB104", *FOUND]
