"""Writes BUILD.bazel, with a target for each of the files that are named: ``write_build.py FILE…``."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

TARGET = """
flake8(
    name = "lint/{name}",
    file = "{name}",
    inputs = {inputs},
)
"""


def inputs_of(name: str) -> list[str]:
    """Return the files on which the findings of a file depend; what is a folder is there with the files in it."""
    command = [sys.executable, "-m", "flake8_cb", "inputs", name]
    listed = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    return [each for each in listed if each != name and not each.endswith("/")]


targets = [TARGET.format(name=name, inputs=json.dumps(inputs_of(name), indent=8)) for name in sys.argv[1:]]
Path("BUILD.bazel").write_text('load("//:flake8.bzl", "flake8")\n' + "".join(targets), encoding="utf-8")
