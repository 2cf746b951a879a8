"""Runs commands and measures what they cost."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

#: What the system calls a unit of memory in what it tells of a process.
_UNIT = 1 if sys.platform == "darwin" else 1024


@dataclass(frozen=True)
class Cost:
    """What one process and its children took: seconds of the processors, seconds on the clock, and MiB at the peak."""

    cpu: float
    wall: float
    memory: float


def environment(caches: str) -> dict[str, str]:
    """Return an environment in which tools keep what they keep in that folder, and random numbers are the same."""
    return {**os.environ, "PYTHONHASHSEED": "0", "XDG_CACHE_HOME": caches, "PYLINTHOME": caches}


def cost_of(command: Sequence[str], folder: Path, caches: str) -> Cost:
    """Run a linter, whose caches are in that folder, and return what it took.

    It may end with whatever code says that there are findings; one that could not work at all is an error.
    """
    with tempfile.TemporaryFile() as errors:
        began = time.perf_counter()
        child = subprocess.Popen(command, cwd=folder, env=environment(caches), stdout=subprocess.DEVNULL, stderr=errors)
        _, status, used = os.wait4(child.pid, 0)
        wall = time.perf_counter() - began
        child.returncode = os.waitstatus_to_exitcode(status)
        errors.seek(0)
        said = errors.read().decode("utf-8", "replace")
    if child.returncode < 0 or "Traceback" in said or "usage:" in said:
        raise RuntimeError(f"{' '.join(command[:4])} ended with {child.returncode}: {said[-2000:]}")
    return Cost(used.ru_utime + used.ru_stime, wall, used.ru_maxrss * _UNIT / 2**20)
