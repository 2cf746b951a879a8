"""``baseline``: writes down the findings of today, so that only those which come later are reported."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from flake8_cb.baseline import Baseline, Mark, read, write
from flake8_cb.commands.lines import lines_of

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence

#: Where the baseline is put if nothing else is said.
FILE = ".flake8-cb-baseline.json"

#: What flake8 is told to print of each finding, and how that is read.
FORMAT = "%(row)d:%(code)s:%(path)s"
FOUND = re.compile(r"(\d+):([A-Z]+\d+):(.+)")


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds the command to those of the command line."""
    parser = commands.add_parser(
        "baseline", help="write down the findings of today, for --cb-baseline to keep flake8 silent on them"
    )
    parser.add_argument("-o", "--output", default=FILE, metavar="FILE", help=f"the baseline (default: {FILE})")
    parser.add_argument("--shrink", action="store_true", help="only take out of the baseline what is no longer found")
    parser.add_argument("arguments", nargs="*", metavar="PATH", help="what flake8 is given; after --, also its options")
    parser.set_defaults(run=lambda parsed: baseline(Path(parsed.output), parsed.arguments, shrink=parsed.shrink))


def baseline(file: Path, arguments: Sequence[str], *, shrink: bool = False) -> int:
    """Runs flake8 and writes what it reports of this linter; the exit code is 2 if that cannot be done."""
    missing = [each for each in arguments if not (each.startswith("-") or os.path.exists(each))]
    if missing:
        return _failed(f"no such file or folder: {missing[0]}")
    try:
        old = read(file).known if shrink else None
        found = Baseline(Path(os.path.abspath(file.parent)), Counter())
        found.known.update(_marks(found, arguments))
        known = found.known if old is None else found.known & old
        write(file, known)
    except (OSError, ValueError) as error:
        return _failed(str(error))
    print(f"known findings in {file}: {known.total()}" + ("" if old is None else f" of {old.total()}"))
    return 0


def _failed(why: str) -> int:
    print(f"flake8_cb baseline: {why}", file=sys.stderr)
    return 2


def _marks(found: Baseline, arguments: Sequence[str]) -> Iterator[Mark]:
    """Yields the mark of each finding of this linter that flake8 reports: as configured, but without a baseline."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report"
        ours = ["--cb-baseline=", f"--format={FORMAT}", f"--output-file={report}"]
        command = [sys.executable, "-X", "utf8", "-m", "flake8", *ours, *arguments]
        ended = subprocess.run(command, check=False).returncode
        text = report.read_text(encoding="utf-8") if report.exists() else ""
    findings = [match for match in map(FOUND.fullmatch, text.splitlines()) if match]
    if ended > 1 or (ended and not findings):
        raise ValueError("flake8 has failed, or is told to be quiet")
    for row, code, path in (match.groups() for match in findings):
        if code.startswith("CB"):
            yield found.mark(Path(os.path.abspath(path)), code, int(row), lines_of(path))
