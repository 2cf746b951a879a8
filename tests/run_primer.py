"""Lint pinned public packages, and show what is found now and was not found before, and the other way round.

    python tests/run_primer.py FOLDER [--update]

The packages are fetched into FOLDER when they are not there; nothing of them is built, installed or executed. What
was found before stands in tests/primer/findings.tsv, each finding with a verdict (right, wrong or debatable) and its
reason. `--update` stores what is found now; new findings are `unjudged` until somebody has read the code. The exit
code is 1 if something differs or is unjudged.
"""

from __future__ import annotations

import argparse
import csv
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from registry import Registry, unpack

DATA = Path(__file__).with_name("primer")
UNJUDGED = "unjudged"
VERDICTS = ("right", "wrong", "debatable", UNJUDGED)


class Place(NamedTuple):
    """Where a finding stands, and its code."""

    package: str
    path: str
    line: int
    column: int
    code: str

    def __str__(self) -> str:
        return f"{self.package} {self.path}:{self.line}:{self.column} {self.code}"


@dataclass(frozen=True)
class Finding:
    """What the linter says at a place, and what a person thinks of it."""

    message: str
    verdict: str = UNJUDGED
    reason: str = ""


Findings = dict[Place, Finding]


def read_table(file: Path) -> list[dict[str, str]]:
    """Return the rows of a file whose fields are separated by tabs."""
    with file.open(encoding="utf-8", newline="") as table:
        return [*csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE)]


def read_findings(file: Path) -> Findings:
    """Return the stored findings. Raise ValueError for a verdict that is none, or has no reason."""
    stored = {}
    for row in read_table(file):
        place = Place(row["package"], row["path"], int(row["line"]), int(row["column"]), row["code"])
        if row["verdict"] not in VERDICTS or (row["verdict"] != UNJUDGED and not row["reason"]):
            raise ValueError(f"{place}: {row['verdict']!r} needs to be one of {', '.join(VERDICTS)}, with a reason")
        stored[place] = Finding(row["message"], row["verdict"], row["reason"])
    return stored


def write_findings(file: Path, findings: Findings) -> None:
    """Store findings, in the order of their places."""
    head = [*Place._fields, "verdict", "reason", "message"]
    rows = [[*place, each.verdict, each.reason, each.message] for place, each in sorted(findings.items())]
    file.write_text("".join("\t".join(map(str, row)) + "\n" for row in [head, *rows]), "utf-8", newline="\n")


def lint(package: str, root: Path) -> Findings:
    """Run flake8 over a package from its own root. Raise CalledProcessError if it fails."""
    form = "%(path)s\t%(row)d\t%(col)d\t%(code)s\t%(text)s"
    command = [sys.executable, "-m", "flake8", "--isolated", "--select=CB", "--extend-select=CB9", "--jobs=2"]
    done = subprocess.run([*command, f"--format={form}", "."], cwd=root, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1) or done.stderr:
        raise subprocess.CalledProcessError(done.returncode, command, done.stdout, done.stderr)
    found = {}
    for line in done.stdout.splitlines():
        path, row, column, code, text = line.split("\t")
        path = Path(path).as_posix()
        found[Place(package, path, int(row), int(column), code)] = Finding(text)
    return found


def updated(stored: Findings, found: Findings) -> Findings:
    """Return what is found now, with the verdicts that are known; messages are those of today."""
    known = {place: stored.get(place, Finding("")) for place in found}
    return {place: Finding(each.message, known[place].verdict, known[place].reason) for place, each in found.items()}


def report(stored: Findings, found: Findings) -> list[str]:
    """Return a line for each finding that is new, gone or unjudged."""
    lines = [f"ADDED    {place} {found[place].message}" for place in sorted(found.keys() - stored.keys())]
    for place in sorted(stored.keys() - found.keys()):
        each = stored[place]
        lines.append(f"REMOVED  {place} {each.message} ({each.verdict}: {each.reason})")
    unjudged = [place for place in sorted(stored.keys() & found.keys()) if stored[place].verdict == UNJUDGED]
    return lines + [f"UNJUDGED {place} {found[place].message}" for place in unjudged]


def prepare(folder: Path, packages: list[dict[str, str]]) -> dict[str, Path]:
    """Fetch and unpack what is not there yet, and return the root of each package."""
    registry = Registry(folder / "files")
    roots = {}
    for row in packages:
        roots[row["package"]] = root = folder / "src" / row["package"]
        archive = registry.fetch_file(row["project"], row["file"], row["sha256"])
        mark = archive.with_name(f"{archive.name}.unpacked")
        if not mark.exists():
            unpack(archive, root)
            mark.touch()
    return roots


def main() -> int:
    """Lint all packages and print what differs from what is stored."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="where the packages are kept")
    parser.add_argument("--update", action="store_true", help="store what is found now")
    arguments = parser.parse_args()

    roots = prepare(arguments.folder, read_table(DATA / "packages.tsv"))
    stored = read_findings(DATA / "findings.tsv")
    start = time.monotonic()
    found: Findings = {}
    for package, root in roots.items():
        print(f"linting {package}", file=sys.stderr)
        found |= lint(package, root)
    lines = report(stored, found)
    if arguments.update:
        stored = updated(stored, found)
        write_findings(DATA / "findings.tsv", stored)
    print(*lines, sep="\n", end="\n" if lines else "")
    verdicts = Counter(each.verdict for each in stored.values())
    judged = ", ".join(f"{verdicts[verdict]} {verdict}" for verdict in VERDICTS if verdicts[verdict])
    print(
        f"{len(roots)} packages, {len(found)} findings in {time.monotonic() - start:.0f} s; stored: {judged or 'none'}"
    )
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
