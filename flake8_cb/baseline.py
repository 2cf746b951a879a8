"""Findings that a project knows of and lives with: told by what their line says, not by where it stands."""

from __future__ import annotations

import json
import os
from collections import Counter
from typing import TYPE_CHECKING

from flake8_cb.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path
    from typing import TypeAlias

    from flake8_cb.findings import Finding

#: What tells a finding: the file, as seen from the folder of the baseline, the code, and the text of the line.
Mark: TypeAlias = "tuple[str, str, str]"


@frozen
class Baseline:
    """How many findings of each mark are known, by a baseline that lies, or is to lie, in ``folder``."""

    folder: Path
    known: Counter[Mark]

    def mark(self, path: Path, code: str, line: int, lines: Sequence[str]) -> Mark:
        """Returns the mark of a finding on a line, counted from 1, of a file with these lines."""
        text = lines[line - 1].strip() if line <= len(lines) else ""
        return os.path.relpath(path, self.folder).replace(os.sep, "/"), code, text

    def unknown(self, findings: Iterable[Finding], path: Path, lines: Sequence[str]) -> list[Finding]:
        """Returns what is not known of the findings of a file: of equal ones the last."""
        left = self.known.copy()
        unknown = []
        for finding in sorted(findings):
            mark = self.mark(path, finding.code, finding.line, lines)
            if left[mark]:
                left[mark] -= 1
            else:
                unknown.append(finding)
        return unknown


def read(file: Path) -> Baseline:
    """Reads a baseline; raises OSError, or ValueError if the file is none."""
    known: Counter[Mark] = Counter()
    try:
        for path, codes in json.loads(file.read_text(encoding="utf-8")).items():
            for code, lines in codes.items():
                for line, count in lines.items():
                    if type(count) is not int or count < 1:
                        raise ValueError(count)
                    known[path, code, line] += count
    except (AttributeError, RecursionError, TypeError, ValueError):
        raise ValueError(f"{file} is no baseline") from None
    return Baseline(file.parent, known)


def write(file: Path, known: Counter[Mark]) -> None:
    """Writes a baseline as JSON that people can review, and merge."""
    by_path: dict[str, dict[str, dict[str, int]]] = {}
    for (path, code, line), count in sorted(known.items()):
        by_path.setdefault(path, {}).setdefault(code, {})[line] = count
    file.write_text(json.dumps(by_path, indent=2, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n")
