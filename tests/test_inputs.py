"""``python -m flake8_cb inputs``: what it lists is all that the findings of a file depend on."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from flake8_cb.__main__ import main
from flake8_cb.commands.inputs import inputs_of
from flake8_cb.plugin import Plugin

PROJECTS = Path(__file__).parent / "projects"

#: One of so many projects is looked at; a change of the number looks at others.
ONE_OF = 8

#: Runs flake8 for its arguments and then prints the files that were opened below the current folder.
OPENED = """\
import os, sys
from flake8.main.cli import main
opened = set()
def hook(event, arguments):
    if event == "open" and isinstance(arguments[0], (str, bytes, os.PathLike)):
        opened.add(os.path.abspath(os.fsdecode(arguments[0])))
sys.addaudithook(hook)
main(sys.argv[1:])
here = os.getcwd() + os.sep
found = (path for path in sorted(opened) if path.startswith(here) and os.path.exists(path))
print("opened:", *(path[len(here):] for path in found), sep="\\n")
"""

PROGRAM = {
    "pyproject.toml": '[project]\nname = "brewery"\n[tool.setuptools.packages.find]\nwhere = ["lib"]\n',
    "requirements.txt": "-r requirements/base.txt\n",
    "requirements/base.txt": "couchbase==4.3.0\n-c pins.txt\n",
    "requirements/pins.txt": "",
    "Procfile": "web: gunicorn --preload web:app\n",
    "tox.ini": "[flake8]\nselect = CB\n",
    "lib/brewery/__init__.py": "",
    "lib/brewery/db.py": "from couchbase.cluster import Cluster\n\n\ndef connect(options):\n"
    '    return Cluster("couchbase://h", options)\n',
    "lib/brewery/jobs.py": "from . import db\n",
    "lib/brewery/late.py": "import brewery.deep.inner\nURL = 'couchbase://h'\n",
    "lib/brewery/deep/__init__.py": "",
    "lib/brewery/deep/inner.py": "",
    "lib/brewery/unused.py": "from couchbase.cluster import Cluster\n",
    "web.py": "import os\nfrom brewery import jobs\n\ncluster = jobs.db.connect(None)\n"
    "if os.fork() == 0:\n    cluster.bucket('b')\n",
    "named.py": 'import importlib\nfrom couchbase.cluster import Cluster\nNAME = "late"\n\n'
    'cluster = Cluster(importlib.import_module("brewery." + NAME).URL, None)\n',
    "plain.py": "import os\n\nprint(os.getcwd())\n",
    "test_web.py": "import web\n",
}

EVERYWHERE = ["pyproject.toml", "requirements.txt", "requirements/base.txt", "requirements/pins.txt", "tox.ini"]


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in PROGRAM.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def listed(*arguments: str, capsys: pytest.CaptureFixture[str]) -> list[str]:
    assert main(["inputs", *arguments]) == 0
    return capsys.readouterr().out.splitlines()


def test_what_a_file_leads_to(program: Path, capsys: pytest.CaptureFixture[str]) -> None:
    modules = ["lib/brewery/__init__.py", "lib/brewery/db.py", "lib/brewery/jobs.py", "web.py"]
    assert listed("web.py", capsys=capsys) == sorted([*EVERYWHERE, "Procfile", *modules])
    assert listed("test_web.py", capsys=capsys) == sorted([*EVERYWHERE, "Procfile", *modules, "test_web.py"])


def test_of_a_file_that_can_concern_nobody_only_itself_is_listed(
    program: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert listed("plain.py", capsys=capsys) == ["plain.py", "tox.ini"]


def test_options_of_flake8_in_pyproject(program: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (program / "pyproject.toml").write_text("[tool.flake8]\n", encoding="utf-8")
    assert listed("plain.py", capsys=capsys) == ["plain.py", "pyproject.toml", "tox.ini"]


def test_of_several_files_all_are_listed(program: Path, capsys: pytest.CaptureFixture[str]) -> None:
    both = {*listed("web.py", capsys=capsys), *listed("named.py", capsys=capsys)}
    assert listed("web.py", "named.py", capsys=capsys) == sorted(both)


def test_module_whose_name_is_made_when_the_program_runs(program: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = listed("named.py", capsys=capsys)
    assert {"lib/brewery/late.py", "lib/brewery/deep/inner.py", "lib/brewery/deep/__init__.py"} <= set(found)


def test_from_another_folder(
    program: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(program / "lib")
    found = listed("../web.py", capsys=capsys)
    assert "brewery/db.py" in found
    assert "../web.py" in found
    assert "../tox.ini" in found
    assert found == sorted(found)


def test_folders_and_packages_that_an_option_names(
    program: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("other/tools.py", "site/corporate/__init__.py", "site/corporate/pool.py"):
        (program / name).parent.mkdir(parents=True, exist_ok=True)
        (program / name).write_text("from couchbase.cluster import Cluster\n", encoding="utf-8")
    (program / "asks.py").write_text("import tools\nfrom corporate import pool\n", encoding="utf-8")
    monkeypatch.setattr(sys, "path", [*sys.path, str(program / "site")])
    assert listed("asks.py", capsys=capsys) == sorted([*EVERYWHERE, "Procfile", "asks.py"])
    found = listed("asks.py", "--cb-source-roots=other", "--cb-follow=corporate", capsys=capsys)
    assert {"other/tools.py", "site/corporate/__init__.py", "site/corporate/pool.py"} <= set(found)


def test_folder_without_a_module(program: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (program / "data").mkdir()
    (program / "asks.py").write_text("import data\n", encoding="utf-8")
    assert "data/" in listed("asks.py", capsys=capsys)


def test_unpacked_distribution(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "one-1.0.dist-info").mkdir()
    (tmp_path / "one" / "sub").mkdir(parents=True)
    (tmp_path / "one" / "sub" / "asks.py").write_text("import one.db\n", encoding="utf-8")
    (tmp_path / "one" / "db.py").write_text("import couchbase\n", encoding="utf-8")
    found = {os.path.relpath(path, tmp_path) for path in inputs_of(str(tmp_path / "one" / "sub" / "asks.py"), [], [])}
    assert found == {"one-1.0.dist-info", "one/sub/asks.py", "one/db.py"}


@pytest.mark.parametrize("text", ["def (:\n", "# coding: nonsense\nimport web\n", "import web\n\0", ""])
def test_file_that_is_no_python(program: Path, capsys: pytest.CaptureFixture[str], text: str) -> None:
    (program / "odd.py").write_text(text, encoding="utf-8")
    assert "odd.py" in listed("odd.py", capsys=capsys)


def test_missing_file(program: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["inputs", "web.py", "missing.py"]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err == "flake8-cb finds no file missing.py\n"


@pytest.mark.parametrize("name", ["web.py", "named.py", "plain.py", "test_web.py", "lib/brewery/jobs.py"])
def test_nothing_else_of_the_project_is_opened(program: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", OPENED, "-j1", "--select=CB,E999", name],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )
    opened = done.stdout.partition("opened:\n")[2].splitlines()
    assert name in opened
    # Where it is installed, Flake8-pyproject looks into this one for a table that is not there.
    assert set(opened) <= {*listed(name, capsys=capsys), "pyproject.toml"}


# -- with nothing but what is listed ---------------------------------------------------------------------------


def findings(name: str) -> list[tuple[int, int, str]]:
    """Lint a file of the current folder as flake8 does."""
    text = Path(name).read_text(encoding="utf-8")
    try:
        tree = ast.parse(text)
    except SyntaxError:
        return []
    return [each[:3] for each in Plugin(tree, name, text.splitlines(keepends=True)).run()]


@pytest.mark.parametrize(
    "project",
    [each for each in sorted(PROJECTS.glob("*/*/*")) if each.is_dir()][::ONE_OF],
    ids=lambda each: "-".join(each.parts[-3:]),
)
def test_what_is_listed_is_enough(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The findings of a file are the same where nothing else of its project is there."""
    whole = tmp_path / "whole"
    shutil.copytree(project, whole)
    (whole / ".git").mkdir()
    for number, file in enumerate(sorted(whole.rglob("*.py"))):
        name = str(file.relative_to(whole))
        monkeypatch.chdir(whole)
        expected, inputs = findings(name), inputs_of(name, [], [])
        part = tmp_path / str(number)
        (part / ".git").mkdir(parents=True)
        for path in inputs:
            target = part / path.relative_to(whole)
            target.parent.mkdir(parents=True, exist_ok=True)
            if path.is_dir():
                target.mkdir(exist_ok=True)
            else:
                shutil.copy(path, target)
        monkeypatch.chdir(part)
        assert findings(name) == expected
