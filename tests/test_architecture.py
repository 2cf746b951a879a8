"""The tools that watch over the code, and what only a test can say about the package."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest
from flake8_runs import ROOT

import flake8_cb

SCRIPTS = Path(sysconfig.get_path("scripts"))


@pytest.mark.parametrize(
    "command",
    [
        ["ruff", "format", "--check", "."],
        ["ruff", "check", "."],
        ["mypy"],
        ["lint-imports", "--no-cache"],
    ],
    ids=" ".join,
)
def test_tool_is_content(command: list[str]) -> None:
    done = subprocess.run(
        [str(SCRIPTS / command[0]), *command[1:]], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_file_is_installed() -> None:
    """The stubs are data, which a build leaves out unless told otherwise."""
    installed = Path(flake8_cb.__file__).parent
    assert _sources(installed) == _sources(ROOT / "flake8_cb")
    assert (installed / "py.typed").is_file()
    assert any(path.startswith("sdk/stubs/") for path in _sources(installed))


def _sources(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*.py")}


def test_stubs_are_never_imported() -> None:
    program = "import sys, flake8_cb.rules.lint; print([name for name in sys.modules if '.stubs' in name])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
