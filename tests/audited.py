"""Lints the files that are named as arguments, in one process, and prints what the process did meanwhile as JSON.

A process cannot take an audit hook back: this module is run as a program of its own.
"""

from __future__ import annotations

import ast
import json
import logging
import os
import sys
from typing import Any

from flake8_cb.plugin import Plugin

#: Events that are noted, with their first argument; the names of families end with a dot.
NOTED = (
    "open",
    "os.",
    "exec",
    "import",
    "subprocess.",
    "socket.",
    "shutil.",
    "tempfile.",
    "ctypes.",
    "urllib.",
    "pty.",
)


def told(event: str, arguments: tuple[Any, ...]) -> str:
    """Return what an event was about."""
    first = arguments[0] if arguments else ""
    if event == "exec":
        return str(getattr(first, "co_filename", ""))
    if event == "open":
        mode = arguments[1] or ""
        flags = arguments[2] if isinstance(arguments[2], int) else 0
        writes = any(each in mode for each in "wax+") or flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        return ("to write: " if writes else "") + os.path.realpath(
            os.fsdecode(first) if not isinstance(first, int) else ""
        )
    return os.path.realpath(first) if event.startswith("os.") and isinstance(first, str) else str(first)


def main() -> None:
    """Lint under the hook, and print the events and the findings."""
    logging.getLogger("flake8.cb").addHandler(logging.StreamHandler())
    events: list[tuple[str, str]] = []
    findings: dict[str, list[str]] = {}
    is_on = False

    def note(event: str, arguments: tuple[Any, ...]) -> None:
        if is_on and event.startswith(NOTED):
            events.append((event, told(event, arguments)))

    sys.addaudithook(note)
    for path in sys.argv[1:]:
        with open(path, encoding="utf-8") as file:
            text = file.read()
        tree = ast.parse(text)
        is_on = True
        found = list(Plugin(tree, path, text.splitlines(keepends=True)).run())
        is_on = False
        findings[path] = [f"{line} {words[:5]}" for line, _, words, _ in found]
    files = {name: getattr(module, "__file__", None) or "" for name, module in sys.modules.items()}
    json.dump({"events": sorted(set(events)), "findings": findings, "modules": files}, sys.stdout)


if __name__ == "__main__":
    main()
