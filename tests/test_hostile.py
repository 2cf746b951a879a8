"""A project that means harm: nothing of it is executed, nothing around it is read, and its files are linted."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from flake8_runs import WITHOUT_US, flake8

import flake8_cb
from flake8_cb.project import finder
from flake8_cb.project.configuration import settings_for
from flake8_cb.rules.lint import lint

TESTS = Path(__file__).parent

#: What runs if a file of the project is executed.
ACTS = "open({marker!r}, 'a').write(__name__ + '\\n')\n"

#: What every module of the project holds: a connection, and a second one.
HAZARD = """\
from couchbase.bucket import Bucket


def hazard():
    first = Bucket("couchbase://h/b", password="hops")
    second = Bucket("couchbase://h/b", password="hops")
    first.upsert("a", second.get("b").value)


hazard()
"""

#: Files that shadow modules of Python, of flake8, of the linter and of the SDK.
SHADOWS = (
    "ast.py", "json.py", "logging.py", "tokenize/__init__.py", "flake8/__init__.py", "flake8_cb/__init__.py",
    "flake8_cb/plugin.py", "packaging/__init__.py", "packaging/version.py", "tomllib.py", "couchbase/__init__.py",
    "multiprocessing/__init__.py", "sitecustomize.py", "conftest.py", "setup.py", "gunicorn.conf.py",
)  # fmt: skip

#: Modules that no import statement can name.
KEYWORDS = ("class.py", "import.py", "None.py", "yield/__init__.py")

#: What `app.py` imports: links, pipes, devices and files that are no text stand at these names.
IMPORTED = (
    "loop", "circle", "inside.inside.app", "outside", "secrets.key", "gone", "pipe", "device", "folder", "binary",
    "nulls", "cookie", "piped.db", "lib_outside", "beyond",
)  # fmt: skip

SECRET = 'password = "hunter2"\n'


def outside_of(root: Path) -> Path:
    """Return the folder next to the project that nobody may look into."""
    return root.parent / "outside"


def write(path: Path, text: str) -> None:
    """Write a file, and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """Return the root of the project."""
    root = tmp_path / "project"
    outside = outside_of(root)
    for name in ("secret.py", "key.py", "lib_outside.py", "beyond.py", "requirements.txt", "pyproject.toml"):
        write(outside / name, SECRET if name.endswith(".py") else "")
    (root / ".git").mkdir(parents=True)
    acts = ACTS.format(marker=str(tmp_path / "executed"))
    for name in (*SHADOWS, *KEYWORDS):
        write(root / name, acts + HAZARD)
    imports = "".join(f"try:\n    import {name}\nexcept ImportError:\n    pass\n" for name in IMPORTED)
    stars = "from outside import *\nfrom secrets.key import password\nfrom ...outside import secret\n"
    write(root / "app.py", acts + imports + stars + HAZARD)
    write(root / "pack/inner.py", acts + "from .... import outside\nfrom ...outside.secret import password\n" + HAZARD)
    write(root / "pack/__init__.py", acts)
    nested = Path(*["deep"] * 60)
    for folder in (root / nested, *(root / nested).parents):
        if folder.is_relative_to(root / "deep"):
            write(folder / "__init__.py", acts)
    write(root / nested / "end.py", acts + HAZARD)
    write(
        root / "pyproject.toml",
        f'[tool.setuptools]\npackage-dir = {{"" = "../outside"}}\n[tool.setuptools.packages.find]\n'
        f'where = ["../outside", {json.dumps(str(outside))}, "/"]\n',
    )
    write(root / "requirements.txt", f"-r ../outside/requirements.txt\n-r {outside}/requirements.txt\n-c link.txt\n")
    (root / "link.txt").symlink_to(outside / "requirements.txt")
    (root / "setup.cfg").symlink_to(outside / "pyproject.toml")
    (root / "loop.py").symlink_to(root / "loop.py")
    (root / "circle").symlink_to(root / "elcric")
    (root / "elcric").symlink_to(root / "circle")
    (root / "inside").symlink_to(root, target_is_directory=True)
    (root / "outside.py").symlink_to(outside / "secret.py")
    (root / "secrets").symlink_to(outside, target_is_directory=True)
    (root / "gone.py").symlink_to(root / "nowhere.py")
    (root / "device.py").symlink_to("/dev/zero")
    (root / "folder.py").mkdir()
    (root / "piped").mkdir()
    for name in ("pipe.py", "piped/db.py", "Procfile", "uwsgi.ini"):
        os.mkfifo(root / name)
    (root / "binary.py").write_bytes(bytes(range(256)) * 40 + b"couchbase")
    (root / "nulls.py").write_bytes(b"import couchbase\n\0\n")
    (root / "cookie.py").write_bytes(b"# coding: nonsense\nimport couchbase\n")
    return root


def linted_files(root: Path) -> list[str]:
    """Return the files of the project that have the hazard in them."""
    names = {*SHADOWS, *KEYWORDS, "app.py", "pack/inner.py", "/".join(["deep"] * 60) + "/end.py"}
    return sorted(str(root / name) for name in names)


def test_nothing_is_executed_and_nothing_outside_is_read(hostile: Path) -> None:
    files = linted_files(hostile)
    done = subprocess.run(
        [sys.executable, str(TESTS / "audited.py"), *files],
        cwd=hostile, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    told = json.loads(done.stdout)
    assert all(any("CB201" in each for each in found) for found in told["findings"].values()), told["findings"]
    assert not (hostile.parent / "executed").exists()
    assert not [name for name, file in told["modules"].items() if Path(file).is_relative_to(hostile)]
    # What the interpreter and the linter consist of is read as well.
    own = [Path(each).resolve() for each in (sys.prefix, sys.base_prefix, Path(flake8_cb.__file__).parent)]
    for event, what in told["events"]:
        if event == "open":
            assert any(Path(what).is_relative_to(each) for each in (hostile, *own)), what
        elif event == "exec":
            assert not what.startswith(str(hostile)), what
        elif event in ("os.listdir", "os.scandir"):
            assert any(Path(what).is_relative_to(each) for each in (hostile, *own)), what
        else:
            assert event == "import", (event, what)


def imported_by_flake8(folder: Path) -> set[str]:
    """Return the top-level modules that flake8 imports for a run without the linter."""
    program = "import atexit, sys\natexit.register(lambda: print(*sys.modules, file=sys.stderr))\n" + WITHOUT_US
    write(folder / "plain.py", "import os\nx = 1\n")
    done = subprocess.run(
        [sys.executable, "-c", program, "-j1", "plain.py"], cwd=folder, capture_output=True, text=True, check=False
    )
    return {name.partition(".")[0] for name in done.stderr.split()}


def test_isolated_run(hostile: Path) -> None:
    """The command ``flake8`` looks for modules where it is installed: whatever the project shadows, it is not met."""
    run = flake8("--select=CB", "--isolated", "-j1", *linted_files(hostile), cwd=hostile, isolated=True)
    assert not (hostile.parent / "executed").exists()
    assert {line.partition(": ")[0].rpartition(":")[0].rpartition(":")[0] for line in run.ours} == set(
        linted_files(hostile)
    )


def test_run_as_a_module_of_python(tmp_path: Path) -> None:
    """``python -m flake8`` looks into the working directory first. The linter imports nothing from there."""
    known = imported_by_flake8(tmp_path / "elsewhere")
    root = tmp_path / "project"
    acts = ACTS.format(marker=str(tmp_path / "executed"))
    # Those of other platforms are looked for by Python's own library.
    here = {name for name in sys.stdlib_module_names if name != "__main__" and find_spec(name)}
    names = {*here, "packaging", "tomli"} - known - set(sys.builtin_module_names)
    assert len(names) > 100
    for name in names:
        write(root / f"{name}.py", acts)
    write(root / "app.py", HAZARD)
    write(root / "pyproject.toml", '[project]\nname = "app"\ndependencies = ["couchbase==2.5.12"]\n')
    write(root / "uses.py", f"import app\n\n{HAZARD}")
    run = flake8("--select=CB", "--isolated", "-j1", "app.py", "uses.py", cwd=root)
    assert not (tmp_path / "executed").exists(), (tmp_path / "executed").read_text()
    assert {line.partition(":")[0] for line in run.ours} == {"app.py", "uses.py"}


def test_module_that_is_gone_when_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "db.py", HAZARD)
    write(tmp_path / "app.py", f"import db\n{HAZARD}")
    locate = finder.locate

    def located_and_deleted(name: str, places: list[Path]) -> Path | None:
        found = locate(name, places)
        if found is not None:
            found.unlink()
        return found

    monkeypatch.setattr(finder, "locate", located_and_deleted)
    path = tmp_path / "app.py"
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert {each.code for each in lint(tree, settings_for(str(path), tree), path)} >= {"CB201"}
    assert not (tmp_path / "db.py").exists()
