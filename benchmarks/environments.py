"""The linters, each in a virtual environment of its own, and what they lint; all of it is kept in one folder."""

from __future__ import annotations

import re
import subprocess
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent

#: What is installed for each linter beside flake8, which all but pylint need.
LINTERS = {
    "flake8": ("flake8",),
    "flake8-cb": ("flake8",),
    "flake8-bugbear": ("flake8", "flake8-bugbear"),
    "flake8-async": ("flake8", "flake8-async"),
    "pylint": ("pylint",),
}

_IMPORTS_SDK = re.compile(rb"^\s*(?:from|import)\s+(?:a|g|tx)?couchbase", re.MULTILINE)


def command(linter: str, folder: Path) -> list[str]:
    """Return the command that starts a linter with its default rules, in one process; it is installed if need be.

    flake8-cb is installed anew from this repository each time.
    """
    python = _environment(linter, folder)
    if linter == "pylint":
        return [str(python), "-m", "pylint", "-j1", "--rcfile="]
    return [str(python), "-m", "flake8", "-j1", "--isolated"]


def python_of(linter: str, folder: Path) -> Path:
    """Return the interpreter of the environment of a linter."""
    return folder / "environments" / linter / "bin" / "python"


def _environment(linter: str, folder: Path) -> Path:
    python = python_of(linter, folder)
    versions = dict(line.split("==") for line in (HERE / "linters.txt").read_text("utf-8").split() if "==" in line)
    if not python.exists():
        venv.create(python.parent.parent, with_pip=True)
        _pip(python, *(f"{name}=={versions[name]}" for name in LINTERS[linter]))
    if linter == "flake8-cb":
        _pip(python, "--force-reinstall", str(HERE.parent))
        _pip(python, f"flake8=={versions['flake8']}")
    return python


def unpacked(listed: str, folder: Path) -> Path:
    """Return the folder in which the wheels of a list lie side by side. None of their code is run."""
    target = folder / "trees" / listed
    if not target.exists():
        python = python_of("flake8", folder)
        _pip(
            python, "--no-deps", "--no-compile", "--ignore-requires-python", "--require-hashes",
            "--only-binary=:all:", f"--target={target}", f"--requirement={HERE / listed}.txt",
        )  # fmt: skip
    return target


def _pip(python: Path, *arguments: str) -> None:
    subprocess.run(
        [str(python), "-m", "pip", "--disable-pip-version-check", "--quiet", "install", *arguments],
        check=True, stderr=subprocess.PIPE,
    )  # fmt: skip


def modules_below(tree: Path) -> list[str]:
    """Return the names of the Python files of a tree."""
    return sorted(str(path.relative_to(tree)) for path in tree.rglob("*.py"))


def using_sdk(tree: Path) -> list[str]:
    """Return the names of those that import the SDK."""
    return [name for name in modules_below(tree) if _IMPORTS_SDK.search((tree / name).read_bytes())]
