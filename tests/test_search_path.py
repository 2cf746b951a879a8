"""Which folders a file puts on ``sys.path``, and that they count for what it finds and for what is kept of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from flake8_runs import flake8

from flake8_cb.project.memory import forget
from flake8_cb.project.search_path import added_folders

#: What leads from ``tools/scripts/load.py`` to the folder ``tools``, in the words of many programs.
WAYS = [
    "sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))",
    "sys.path.append(os.path.join(os.path.dirname(__file__), '..'))",
    "sys.path.insert(0, os.path.abspath(os.path.join(os.path.dirname(__file__), os.pardir)))",
    "sys.path.append(os.path.dirname(__file__) + '/..')",
    "sys.path.append(f'{os.path.dirname(__file__)}/..')",
    "sys.path.append('..')",
    "sys.path.insert(1, str(Path(__file__).resolve().parent.parent))",
    "sys.path.insert(0, str(Path(__file__).parents[1]))",
    "sys.path.insert(0, pathlib.Path(__file__).parent.joinpath('..').as_posix())",
    "sys.path.extend([str(Path(__file__).parent / '..')])",
    "sys.path += [os.fspath(Path(__file__).absolute().parent.parent)]",
    "site.addsitedir(os.path.dirname(os.path.dirname(os.path.realpath(__file__))))",
    "HERE = os.path.dirname(__file__)\nTOOLS = os.path.normpath(os.path.join(HERE, '..'))\nsys.path.insert(0, TOOLS)",
    "if True:\n    sys.path.insert(0, os.path.dirname(os.path.dirname(__file__)))",
]

#: What leads nowhere that can be told, or to a folder that is none of the project.
NO_WAYS = [
    "sys.path.insert(0, os.getcwd())",
    "sys.path.insert(0, os.environ['HOME'])",
    "sys.path.insert(0, '/')",
    "sys.path.insert(0, '/usr')",
    "sys.path.insert(0, os.path.join(os.path.dirname(__file__), 'missing'))",
    "sys.path.insert(0, os.path.join(os.path.dirname(__file__), '../../../..'))",
    "sys.path.insert(0, os.path.join(HERE, '..'))",
    "HERE = os.path.join(HERE, '..')\nsys.path.insert(0, HERE)",
    "sys.path.insert(0, str(Path(__file__).parents[50]))",
    "sys.path.insert(0, os.path.dirname(__file__, '..'))",
    "sys.path.insert(0, '..\\0')",
    "sys.path.insert()",
    "self.path.insert(0, '..')",
    "sys.path.insert(0, '..'",
    "sys.path.insert(0, " + "'.' + " * 900 + "'')",
    "a0 = __file__\n" + "".join(f"a{n} = a{n - 1} + a{n - 1}\n" for n in range(1, 60)) + "sys.path.append(a59)",
]

DB = """
from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions


def connect():
    return Cluster("couchbase://h", ClusterOptions(PasswordAuthenticator("u", "p")))
"""

LOAD = """
import os
import sys

sys.path.insert(0, os.path.abspath(os.path.join(os.path.dirname(__file__), "..")))

from shared.db import connect

cluster = connect()
cluster.close()
print(cluster.ping())
"""

FOUND = ["tools/scripts/load.py:11:7: CB302"]


@pytest.fixture(autouse=True)
def _forget() -> None:
    forget()


@pytest.fixture
def script(tmp_path: Path) -> Path:
    """A script beside a package of a project that declares nothing."""
    place = tmp_path / "work"
    (place / ".git").mkdir(parents=True)
    (place / "tools/scripts").mkdir(parents=True)
    return place / "tools/scripts/load.py"


@pytest.mark.parametrize("way", WAYS)
def test_folders_that_are_told(script: Path, way: str) -> None:
    assert added_folders(script, f"import os, site, sys\n{way}\n") == (script.parent.parent,)


@pytest.mark.parametrize("way", NO_WAYS)
def test_folders_that_are_not(script: Path, way: str) -> None:
    assert added_folders(script, f"import os, sys\n{way}\n") == ()


def test_a_link_out_of_the_project_is_not_followed(script: Path, tmp_path: Path) -> None:
    (tmp_path / "others").mkdir()
    (script.parent / "linked").symlink_to(tmp_path / "others")
    assert added_folders(script, "sys.path.append(os.path.join(os.path.dirname(__file__), 'linked'))") == ()


def test_several_are_given_once_in_their_order(script: Path) -> None:
    for name in ("a", "b"):
        (script.parent / name).mkdir()
    text = "sys.path.extend(['b', 'a'])\nsys.path.append('b')"
    assert added_folders(script, text) == (script.parent / "b", script.parent / "a")


def write(root: Path, path: str, text: str) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text, encoding="utf-8")


def test_modules_are_found_there(script: Path) -> None:
    root = script.parents[2]
    write(root, "tools/shared/db.py", DB)
    write(root, "tools/scripts/load.py", LOAD)
    assert codes(root) == FOUND
    write(root, "tools/scripts/load.py", LOAD.replace("sys.path", "print"))
    assert codes(root) == []


def test_what_was_kept_is_not_given_for_others(script: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file whose imports led nowhere leads somewhere with the folder, and its findings change with what is there."""
    root = script.parents[2]
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    harmless = "def connect():\n    return open(__file__)\n"
    write(root, "tools/shared/db.py", harmless)
    write(root, "tools/scripts/load.py", LOAD.replace("sys.path.insert", "print"))
    assert codes(root, cached=True) == []
    write(root, "tools/scripts/load.py", LOAD)
    assert codes(root, cached=True) == []
    write(root, "tools/shared/db.py", DB)
    assert codes(root, cached=True) == FOUND
    write(root, "tools/shared/db.py", harmless)
    assert codes(root, cached=True) == []


def test_without_it_the_repository_itself_is_searched(tmp_path: Path) -> None:
    root = tmp_path / "work"
    (root / ".git").mkdir(parents=True)
    write(root, "shared/db.py", DB)
    write(root, "tools/requirements.txt", "couchbase\n")
    write(root, "tools/scripts/load.py", LOAD.replace("sys.path", "print"))
    assert codes(root) == FOUND


def codes(root: Path, *, cached: bool = False) -> list[str]:
    """Return place and code of what is found below the root."""
    cache = f"--cb-cache={'on' if cached else 'off'}"
    run = flake8("--isolated", cache, "--select=CB", "tools", cwd=root)
    return [" ".join(line.split()[:2]) for line in run.ours]
