"""What leads to no Couchbase is known from one run to the next, and only as long as it holds."""

from __future__ import annotations

import ast
import random
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from flake8_cb.findings import Finding
from flake8_cb.plugin import Plugin
from flake8_cb.project import parsing, source, store, unrelated, watched
from flake8_cb.project.finder import project_of
from flake8_cb.project.memory import forget
from flake8_cb.rules import lint as rules
from flake8_cb.rules.lint import Examined

PYPROJECT = '[project]\nname = "beers"\ndependencies = ["couchbase>=2,<3"]\nrequires-python = ">=3.9"\n'
CONNECTED = 'from couchbase.bucket import Bucket\n\n{} = Bucket("couchbase://h/beers", password="hops")\n'
FILES = {
    "pyproject.toml": PYPROJECT,
    ".git/HEAD": "ref: refs/heads/main\n",
    "app/__init__.py": "",
    "app/db.py": CONNECTED.format("beers"),
    "app/names.py": "from app.deep import STEP\n\nLIMIT = 3\nbeers = {}\n",
    "app/deep.py": "STEP = 1\n",
    "app/work.py": (
        "from multiprocessing import Process\n\nfrom app.names import LIMIT, beers\n\ntry:\n    import cellar\n"
        "except ImportError:\n    cellar = None\n\n\ndef rate(name):\n    beers.upsert(name, LIMIT)\n\n\n"
        'if __name__ == "__main__":\n    Process(target=rate, args=("victory",)).start()\n'
    ),
    "app/other.py": "from app.names import LIMIT\n\nMOST = LIMIT * 2\n",
}

#: The call that starts the process: which uses what is open, or while something is open.
FOUND = ["16 CB102"]
OPEN = ["16 CB101"]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project in which only one module, which nothing imports, names the SDK; an empty cache."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(store, "COARSEST_TICK", store.TICK)  # of the file system here
    root = tmp_path / "project"
    write(root, FILES)
    return root


def write(root: Path, files: Mapping[str, str | None]) -> None:
    """Write files below a folder, long enough before the next run; None stands for what is removed."""
    for name, text in files.items():
        path = root / name
        if text is None:
            path.unlink()
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    time.sleep(2 * store.TICK)


Lint = Callable[..., list[str]]


@pytest.fixture
def lint(monkeypatch: pytest.MonkeyPatch) -> Lint:
    def run(root: Path, *names: str, cache: bool = True, text: str | None = None) -> list[str]:
        """Return what is found in files by a run of their own, as "line code"."""
        forget()
        monkeypatch.setattr(Plugin, "keeps_results", cache)
        monkeypatch.setattr(Plugin, "store", None)
        found = []
        for name in names:
            given = (root / name).read_text(encoding="utf-8") if text is None else text
            plugin = Plugin(ast.parse(given), str(root / name), given.splitlines(keepends=True))
            found += [f"{line} {words.split()[0]}" for line, _, words, _ in plugin.run()]
        return found

    return run


@pytest.fixture
def summarized(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that are looked at for what they import."""
    seen: list[str] = []
    look = source.summarized

    def noting(path: Path) -> Any:
        seen.append(path.name)
        return look(path)

    monkeypatch.setattr(source, "summarized", noting)
    return seen


def test_it_is_known_again(project: Path, lint: Lint, summarized: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    assert lint(project, "app/work.py") == []
    assert {"names.py", "deep.py"} <= set(summarized)
    summarized.clear()
    for name in ("contents_of", "names_in", "data_of"):
        monkeypatch.setattr(watched, name, None)  # not even read
    monkeypatch.setattr(unrelated, "contents_of", None)
    assert lint(project, "app/work.py") == []
    assert summarized == []


def test_no_file_has_an_entry_of_its_own(project: Path, lint: Lint) -> None:
    lint(project, "app/work.py", "app/other.py", "app/deep.py")
    assert [path.suffixes for path in (project.parent / "cache" / "flake8-cb").iterdir()] == [[".unrelated", ".z"]]


def test_a_file_that_has_changed_is_looked_at_alone(project: Path, lint: Lint, summarized: list[str]) -> None:
    lint(project, "app/work.py")
    for turn in ("abc", "token"):  # what was learned the last time is known
        write(project, {"app/work.py": FILES["app/work.py"] + f"\nimport {turn}\n"})
        summarized.clear()
        assert lint(project, "app/work.py") == []
        assert set(summarized) == {"work.py"}


def test_a_file_that_imports_the_same_as_before_is_not_looked_at(
    project: Path, lint: Lint, summarized: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(2):  # the second run notes when all of it was written
        lint(project, "app/work.py", "app/other.py")
    read: list[str] = []
    data_of = watched.data_of
    for module in (watched, parsing):
        monkeypatch.setattr(module, "data_of", lambda path: read.append(Path(path).name) or data_of(path))
    for turn in range(2):
        write(project, {"app/work.py": f"TURN = {turn}\n" + FILES["app/work.py"]})
        summarized.clear()
        read.clear()
        assert lint(project, "app/work.py") == lint(project, "app/other.py") == []
        assert summarized == []
        assert set(read) == {"work.py"}


def test_many_that_were_written_again_are_read_once(project: Path, lint: Lint, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unrelated, "MOST_READ_AGAIN", 3)
    lint(project, "app/work.py")
    lint(project, "app/work.py")
    write(project, {name: text + "\n" for name, text in FILES.items() if name.startswith("app/") and text})
    counts = []
    contents_of = watched.contents_of
    for _ in range(2):
        read: list[str] = []
        monkeypatch.setattr(unrelated, "contents_of", lambda path, read=read: read.append(path) or contents_of(path))
        assert lint(project, "app/other.py") == []
        counts.append(len(set(read)))
    assert counts[0] > unrelated.MOST_READ_AGAIN
    assert counts[1] == 0


def test_a_new_file_is_looked_at_alone(project: Path, lint: Lint, summarized: list[str]) -> None:
    write(project, {"app/new.py": ""})
    lint(project, "app/work.py")
    write(project, {"app/new.py": "from app.names import LIMIT\n"})
    summarized.clear()
    assert lint(project, "app/new.py") == []
    assert set(summarized) <= {"new.py"}


def test_a_new_file_is_known_the_next_time(project: Path, lint: Lint, summarized: list[str]) -> None:
    many = {f"app/m{number}.py": "" for number in range(10)}
    write(
        project,
        {**many, "app/all.py": "".join(f"from app import m{number}\n" for number in range(10)), "app/new.py": ""},
    )
    lint(project, "app/all.py", "app/work.py")
    write(project, {"app/new.py": "from app.names import LIMIT\n"})
    lint(project, "app/new.py")
    summarized.clear()
    assert lint(project, "app/new.py") == []
    assert summarized == []


def test_nothing_is_written_where_nothing_is_new(project: Path, lint: Lint, monkeypatch: pytest.MonkeyPatch) -> None:
    lint(project, "app/work.py")
    monkeypatch.setattr(store.Store, "write", None)
    assert lint(project, "app/work.py") == []
    assert lint(project, "app/work.py", text="from app.names import LIMIT\n") == []


def test_what_holds_no_more_is_not_replaced_by_nothing(
    project: Path, lint: Lint, monkeypatch: pytest.MonkeyPatch
) -> None:
    lint(project, "app/work.py")
    (kept,) = (project.parent / "cache" / "flake8-cb").glob("*.unrelated.z")
    before = kept.read_bytes()
    write(project, {"cellar.py": "LIMIT = 3\n"})
    monkeypatch.setattr(unrelated, "MOST_MODULES", 0)
    lint(project, "app/work.py")
    assert kept.read_bytes() == before


def test_a_buffer_alone_leaves_nothing_to_know(project: Path, lint: Lint) -> None:
    for _ in range(2):
        assert lint(project, "app/work.py", text="import vendor\n") == []
    assert lint(project, "app/work.py") == []
    assert lint(project, "app/work.py") == []


def test_fresh_times_are_read_once(project: Path, lint: Lint, monkeypatch: pytest.MonkeyPatch) -> None:
    lint(project, "app/work.py")
    write(project, FILES)  # as a fresh checkout does
    assert lint(project, "app/work.py") == []
    monkeypatch.setattr(unrelated, "contents_of", None)
    assert lint(project, "app/work.py") == []


#: What is written where, and what is found in `app/work.py` after it.
CHANGES: dict[str, tuple[dict[str, str | None], list[str]]] = {
    "the file itself": (
        {
            "app/work.py": FILES["app/work.py"].replace(
                "app.names import LIMIT, beers", "app.db import beers; LIMIT = 1"
            )
        },
        FOUND,
    ),
    "an imported module": ({"app/names.py": "from app.db import beers\n\nLIMIT = 3\n"}, FOUND),
    "what an imported module imports": (
        {
            "app/deep.py": "from app.db import beers as STEP\n",
            "app/names.py": "from app.deep import STEP\n\nLIMIT = 3\nbeers = STEP\n",
        },
        FOUND,
    ),
    "a new module behind it": (
        {"app/deep.py": "from app.deeper import STEP\n", "app/deeper.py": "from app.db import beers as STEP\n"},
        OPEN,
    ),
    "a package that is executed on the way": ({"app/__init__.py": "from app.db import beers\n"}, OPEN),
    "a module appears where one was looked for": ({"cellar.py": CONNECTED.format("beers")}, OPEN),
    "a module appears that is found first": (
        {"app/names/__init__.py": CONNECTED.format("beers") + "LIMIT = 3\n"},
        FOUND,
    ),
    "the project declares where its modules are": (
        {
            "pyproject.toml": PYPROJECT + '[tool.setuptools.packages.find]\nwhere = ["lib"]\n',
            "lib/cellar.py": CONNECTED.format("beers"),
        },
        OPEN,
    ),
    "nothing of concern": ({"app/names.py": "LIMIT = 4\nbeers = {}\n"}, []),
    "an imported module is gone": ({"app/names.py": None}, []),
}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize(
    "before", [("app/work.py",), ("app/other.py",), ("app/deep.py", "app/other.py", "app/work.py")]
)
def test_a_change_is_seen(project: Path, lint: Lint, change: str, before: tuple[str, ...]) -> None:
    assert lint(project, *before) == []
    changes, expected = CHANGES[change]
    write(project, changes)
    assert lint(project, "app/work.py") == lint(project, "app/work.py", cache=False) == expected
    assert lint(project, "app/work.py") == expected


def test_what_changes_back_is_seen(project: Path, lint: Lint) -> None:
    lint(project, "app/work.py")
    write(project, {"app/names.py": "from app.db import beers\n\nLIMIT = 3\n"})
    assert lint(project, "app/work.py") == FOUND
    write(project, FILES)
    assert lint(project, "app/work.py") == []


def test_a_buffer_is_no_file(project: Path, lint: Lint) -> None:
    lint(project, "app/work.py")
    text = FILES["app/work.py"].replace("app.names import LIMIT, beers", "app.db import beers; LIMIT = 1")
    assert lint(project, "app/work.py", text=text) == FOUND
    assert lint(project, "app/work.py") == []
    assert lint(project, "app/other.py", text="from app.db import beers\n") == []
    assert lint(project, "app/work.py") == []


def test_what_is_written_meanwhile_is_not_kept(project: Path, lint: Lint, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "TICK", 1000)
    lint(project, "app/work.py")
    assert list((project.parent / "cache" / "flake8-cb").glob("*")) == []


def test_too_many_are_not_kept_together(project: Path, lint: Lint, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unrelated, "MOST_MODULES", 2)
    assert lint(project, "app/work.py") == []
    assert {path.suffixes[0] for path in (project.parent / "cache" / "flake8-cb").iterdir()} == {".json", ".list"}


@pytest.mark.parametrize("broken", [b"", b"\0", "modules", "contents", "around", "folders"])
def test_what_is_broken_is_nothing(project: Path, lint: Lint, broken: bytes | str) -> None:
    lint(project, "app/work.py")
    (kept,) = (project.parent / "cache" / "flake8-cb").glob("*.unrelated.z")
    if isinstance(broken, bytes):
        kept.write_bytes(broken)
    else:
        folder = store.Store(kept.parent, "")
        folder.write(kept.name, {**folder.read(kept.name), broken: None})
    assert lint(project, "app/work.py") == []
    write(project, {"app/names.py": "from app.db import beers\n\nLIMIT = 3\n"})
    assert lint(project, "app/work.py") == FOUND


def test_files_with_roots_of_their_own_are_told_apart(project: Path, lint: Lint) -> None:
    """From there an import may reach what it does not reach from elsewhere in the package."""
    own = {
        "app/mid.py": "from names import beers\n\nLIMIT = 3\n",
        "app/sub/__init__.py": "",
        "app/sub/pyproject.toml": PYPROJECT,
        "app/sub/names.py": CONNECTED.format("beers"),
        "app/sub/work.py": FILES["app/work.py"].replace("app.names", "app.mid"),
    }
    write(project, own)
    assert lint(project, "app/mid.py") == []
    assert lint(project, "app/mid.py", "app/sub/work.py") == FOUND
    assert lint(project, "app/sub/work.py", cache=False) == FOUND


def test_what_only_an_editor_has_is_not_kept(project: Path, lint: Lint) -> None:
    write(project, {"app/work.py": CHANGES["the file itself"][0]["app/work.py"]})
    assert lint(project, "app/work.py", text=FILES["app/work.py"]) == []
    assert lint(project, "app/work.py") == FOUND


def test_other_options_know_nothing_of_it(
    project: Path, lint: Lint, summarized: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    lint(project, "app/work.py")
    summarized.clear()
    monkeypatch.setattr(Plugin, "sdk", 3)
    lint(project, "app/work.py")
    assert "names.py" in summarized


# -- any project, any edits ------------------------------------------------------------------------------------------

PLACES = [f"{folder}{name}.py" for folder in ("", "p/", "p/q/", "lib/") for name in ("a", "b", "c", "__init__")]


def sketch(chance: random.Random) -> str:
    """Return a module that imports some of what may be there, and now and then the SDK."""
    names = ["a", "b", "p", "p.a", "p.b", "p.q", "p.q.c", "os", "elsewhere", ".a", ".", "..b", ".q.a"]
    lines = [f"from {name} import {chance.choice('abcq')}" for name in chance.sample(names, chance.randint(0, 3))]
    lines += ["import couchbase"] if chance.random() < 0.1 else []
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("seed", range(12))
def test_the_cache_never_changes_what_is_looked_into(
    tmp_path: Path, lint: Lint, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    """Projects of any shape, edited again and again: with the cache and without it the same files are looked into."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(store, "TICK", 0.01)
    monkeypatch.setattr(store, "COARSEST_TICK", 0.01)
    found = Finding(1, 0, "CB101", "looked into")

    def examined(_tree: object, _settings: object, path: Path, *, text: str) -> Examined:
        project = project_of(path.parent)
        return Examined([found], project.linted(path, text=text), project, [])

    monkeypatch.setattr(rules, "examine", examined)
    chance = random.Random(seed)
    root = tmp_path / "project"
    write(root, {".git/HEAD": "", "pyproject.toml": "[project]\n", "p/a.py": "", "lib/a.py": ""})
    for _ in range(14):
        for place in chance.sample(PLACES, 2):
            text = sketch(chance)
            if chance.random() < 0.2:
                (root / place).unlink(missing_ok=True)
            else:
                write(root, {place: text})
        if chance.random() < 0.2:
            where = chance.choice(["", '[tool.setuptools.packages.find]\nwhere = ["lib"]\n'])
            write(root, {"pyproject.toml": f"[project]\n{where}"})
        there = [place for place in PLACES if (root / place).exists()]
        linted = chance.sample(there, min(len(there), chance.randint(1, 4)))
        expected = lint(root, *linted, cache=False)
        assert lint(root, *linted) == expected, linted
