"""Runs flake8 as people run it, with the linter and without it."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

#: The body of flake8's command, with this distribution hidden from it.
WITHOUT_US = """
import importlib.metadata, sys
every = importlib.metadata.distributions
importlib.metadata.distributions = lambda: (one for one in every() if one.metadata["Name"] != "flake8-cb")
from flake8.main.cli import main
sys.exit(main(sys.argv[1:]))
"""

_OURS = re.compile(r"^.*: CB\d{3} .*\n", re.MULTILINE)


@dataclass(frozen=True)
class Run:
    """What flake8 printed, and how it ended."""

    exit_code: int
    output: str
    errors: str

    @property
    def ours(self) -> list[str]:
        """The findings of this linter, as printed."""
        return [line.rstrip("\n") for line in _OURS.findall(self.output)]

    @property
    def others(self) -> str:
        """What is printed apart from them; the words of a RecursionError depend on where it struck."""
        return re.sub(r"RecursionError\(.*?\)", "RecursionError", _OURS.sub("", self.output))


def flake8(*arguments: str, cwd: Path, stdin: bytes = b"", without_us: bool = False, isolated: bool = False) -> Run:
    """Runs flake8 and fails if the linter has hidden an error of its own.

    ``isolated`` keeps Python from looking for modules in ``cwd``, as the command ``flake8`` does.
    """
    start = [sys.executable, *["-I"] * isolated, *(["-c", WITHOUT_US] if without_us else ["-m", "flake8"])]
    # Verbose, because that is where a hidden error shows.
    done = subprocess.run(
        [*start, "-v", *arguments], cwd=cwd, input=stdin, capture_output=True, timeout=300, check=False
    )
    run = Run(
        done.returncode,
        done.stdout.decode("utf-8", "replace").replace("\r\n", "\n"),
        done.stderr.decode("utf-8", "replace"),
    )
    assert "flake8-cb failed on" not in run.errors, run.errors
    assert "flake8_cb" not in _traceback(run.errors), run.errors
    return run


def _traceback(errors: str) -> str:
    return errors.partition("Traceback (most recent call last)")[2]
