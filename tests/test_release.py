"""What a maintainer would upload: it is built, checked, installed and run on every Python that is here."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from email import message_from_bytes
from pathlib import Path

import pytest
from flake8_runs import ROOT

from flake8_cb import __version__

#: The source, beside the documents at its root, and what may lie in its folders that is none of it.
SINGLE = (".gitignore", ".pre-commit-hooks.yaml", "LICENSE", "MANIFEST.in", "mkdocs.yml", "pyproject.toml")
FOLDERS = (".ci", "benchmarks", "docs", "examples", "flake8_cb", "tests")
LEFT_OUT = shutil.ignore_patterns("__pycache__", "*.egg-info")

DECLARED = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
PYTHONS = re.findall(r'"Programming Language :: Python :: (3\.\d+)"', DECLARED)


def run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run a command that must not fail."""
    environment = {**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done


def source_files() -> set[str]:
    """The files that a release is made of, by their paths."""
    named = {path.name for path in ROOT.glob("*.md")} | set(SINGLE)
    below = {
        path.relative_to(ROOT).as_posix()
        for folder in FOLDERS
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    return named | below


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the sdist, and the wheel that was built from it."""
    folder = tmp_path_factory.mktemp("release")
    source, built = folder / "source", folder / "dist"
    source.mkdir()
    for name in source_files():
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, source / name)
    run(sys.executable, "-m", "build", "--outdir", built, cwd=source)
    return built


@pytest.fixture(scope="module")
def wheel(built: Path) -> Path:
    """The wheel."""
    (wheel,) = built.glob("*.whl")
    return wheel


def test_the_index_would_take_them(built: Path) -> None:
    names = sorted(path.name for path in built.iterdir())
    assert names == [f"flake8_cb-{__version__}-py3-none-any.whl", f"flake8_cb-{__version__}.tar.gz"]
    run(sys.executable, "-m", "twine", "check", "--strict", *built.iterdir(), cwd=built)


def test_the_version_stands_in_one_place() -> None:
    assert 'dynamic = ["version"]' in DECLARED
    assert __version__ not in re.sub(r"[<>]=?\S+", "", DECLARED)
    newest = re.search(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert newest is not None
    assert newest[1] == __version__


def test_the_wheel_holds_the_package_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if not name.startswith(f"flake8_cb-{__version__}.dist-info/")}
        metadata = message_from_bytes(archive.read(f"flake8_cb-{__version__}.dist-info/METADATA"))
    package = {name for name in source_files() if name.startswith("flake8_cb/") and not name.endswith(".md")}
    assert names == package
    assert {"flake8_cb/py.typed", "flake8_cb/pictures/templates/page.html"} <= names
    assert any(name.startswith("flake8_cb/sdk/stubs/couchbase4/") for name in names)
    assert {path.suffix for path in map(Path, names)} == {".py", ".typed", ".html", ".css", ".js"}
    assert metadata["Version"] == __version__
    assert metadata["License-Expression"] == "MIT"


def test_the_sdist_holds_the_whole_source(built: Path) -> None:
    (sdist,) = built.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        members = [member.name.partition("/")[2] for member in archive.getmembers() if not member.isdir()]
    made = {"PKG-INFO", "setup.cfg"}
    assert {name for name in members if not name.startswith("flake8_cb.egg-info/")} - made == source_files()


def interpreter(version: str) -> Path | None:
    """The Python of that version on this machine, if there is one."""
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
    candidates = [shutil.which(f"python{version}"), *sorted(pyenv.glob(f"versions/{version}.*/bin/python"))]
    for candidate in filter(None, (sys.executable, *candidates)):
        show = "import sys; print('%s.%s' % sys.version_info[:2])"
        done = subprocess.run([candidate, "-c", show], capture_output=True, text=True, check=False)
        if done.stdout.strip() == version:
            return Path(candidate)
    return None


@pytest.mark.parametrize("version", PYTHONS)
def test_the_wheel_runs(version: str, wheel: Path, tmp_path: Path) -> None:
    """It is installed without the extras, and finds what the README shows."""
    python = interpreter(version)
    if python is None:
        pytest.skip(f"there is no Python {version} here: pyenv install {version}")
    run(python, "-m", "venv", "--without-pip", tmp_path / "venv", cwd=tmp_path)
    own = tmp_path / "venv" / "bin" / "python"
    run(sys.executable, "-m", "pip", "--python", own, "install", "--quiet", wheel, cwd=tmp_path)
    shutil.copytree(ROOT / "examples", tmp_path / "examples", ignore=LEFT_OUT)
    (tmp_path / ".git").mkdir()
    lint = [own, "-I", "-m", "flake8", "--select=CB", "examples/"]
    linted = subprocess.run(lint, cwd=tmp_path, capture_output=True, text=True, check=False)
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = re.search(r"^```text\n(.*?)^```$", readme, re.DOTALL | re.MULTILINE)
    assert shown is not None
    assert linted.stderr == ""
    assert linted.stdout == shown[1]
    assert run(own, "-m", "flake8_cb", "explain", "CB101", cwd=tmp_path).stdout.startswith("# CB101 open-across-fork\n")
    assert f"flake8-cb: {__version__}" in run(own, "-m", "flake8", "--version", cwd=tmp_path).stdout
