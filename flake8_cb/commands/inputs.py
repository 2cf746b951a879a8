"""``inputs FILE``: the files on which the findings of a file depend, for what lints file by file and keeps results."""

from __future__ import annotations

import argparse
import os
import sys
import tokenize
from pathlib import Path

from flake8_cb.project.configuration import settings_for
from flake8_cb.project.gate import concerns, imports_others
from flake8_cb.project.inputs import configuration_read, flake8_configuration, modules_read, paths_of
from flake8_cb.project.parsing import parse
from flake8_cb.rules.lint import examine


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds the command to those of the command line."""
    parser = commands.add_parser(
        "inputs",
        help="list the files on which the findings of a file depend",
        description="List the files on which the findings of a file depend, as seen from the current folder: the "
        "file, the modules of its project that it leads to by its imports, and the configuration. A folder, which ends "
        "with a slash, stands for that it is there. What an imported module no longer leads to is listed no longer: "
        "ask again after a change.",
    )
    parser.add_argument("files", nargs="+", metavar="FILE", help="file to be linted; of several all are listed")
    for option, what in (("source-roots", "folders"), ("follow", "packages")):
        parser.add_argument(f"--cb-{option}", default="", metavar=what, help="as flake8 gets it, by commas, if it does")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Prints the list; the exit code is 2 if a file is not there."""
    found: set[Path] = set()
    for name in arguments.files:
        if not os.path.isfile(name):
            print(f"flake8-cb finds no file {name}", file=sys.stderr)
            return 2
        found |= inputs_of(name, _parts(arguments.cb_source_roots), _parts(arguments.cb_follow))
    for line in sorted(_shown(path) for path in found):
        print(line)
    return 0


def inputs_of(name: str, source_roots: list[str], follow: list[str]) -> set[Path]:
    """The files, and folders, on which the findings of a file depend; the file itself is one of them."""
    path = Path(os.path.abspath(name))
    found = {path} | flake8_configuration(Path.cwd())
    text = _text(path)
    if not (concerns(text) or imports_others(text, str(path.parent))):
        return found
    tree = parse(text)
    settings = settings_for(name, tree, source_roots=source_roots, follow=follow)
    # It is executed, as the name of a module that import_module() gets may be known only when the program runs.
    examined = examine(tree, settings, path, text=text)
    modules = paths_of(each.path for each in modules_read(examined.project, examined.linted, examined.executed))
    return found | modules | configuration_read(path, modules)


def _text(path: Path) -> str:
    try:
        with tokenize.open(path) as file:
            return file.read()
    except (OSError, SyntaxError, ValueError):
        return ""


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _shown(path: Path) -> str:
    shown = Path(os.path.relpath(path)).as_posix()
    return f"{shown}/" if os.path.isdir(path) else shown
