"""Lints one file and keeps what flake8 prints: ``lint_file.py RESULT FILE INPUT…``.

Bazel's sandbox is made of symbolic links that lead out of it, and the linter follows no link that leaves the project:
the files are copied.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

result, file, *inputs = sys.argv[1:]
with tempfile.TemporaryDirectory() as folder:
    for name in inputs:
        copy = Path(folder, name)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(name, copy)
    done = subprocess.run(["flake8", "-j1", file], cwd=folder, capture_output=True, check=False)
# Findings are a result; only a linter that did not work is a failure.
if done.returncode > 1 or done.stderr:
    sys.exit(done.stderr.decode("utf-8", "replace"))
Path(result).write_bytes(done.stdout)
