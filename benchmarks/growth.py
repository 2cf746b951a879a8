"""Lints one generated program and prints what it cost: ``growth.py KIND SIZE``, in an environment with the linter."""

from __future__ import annotations

import ast
import json
import sys
import tempfile
import time
from pathlib import Path

from programs import PROGRAMS, Program

from flake8_cb.project.configuration import settings_for
from flake8_cb.rules.lint import lint


def seconds_and_codes(program: Program) -> tuple[float, list[str]]:
    """Return the seconds that the linter takes for the file that the program starts with, and what it finds."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in program.items():
            path = Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        path = Path(folder, "program.py")
        tree = ast.parse(program["program.py"])
        began = time.process_time()
        findings = lint(tree, settings_for(str(path), tree), path, text=program["program.py"])
        return time.process_time() - began, [each.code for each in findings]


if __name__ == "__main__":
    kind, size = sys.argv[1], int(sys.argv[2])
    seconds_and_codes(PROGRAMS["connections"](1))  # the stubs are read, once a process
    seconds, codes = seconds_and_codes(PROGRAMS[kind](size))
    print(json.dumps({"seconds": seconds, "found": "CB302" in codes}))
