"""A walk over Python files that nobody wrote for the linter: ``python tests/walk.py [FOLDER...]``.

Without folders it walks over the standard library, its test suite and all installed packages. Each file is linted as
flake8 does it; most are no concern of the linter then, so that connections are sown into every tenth one and the
engine has to execute it. Reported are exceptions, findings in packages that do not use the SDK, findings at places
that the file does not have, and files that take too long. The exit code is 1 if there is one of these.
"""

from __future__ import annotations

import argparse
import ast
import logging
import os
import signal
import sys
import sysconfig
import time
import warnings
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from flake8.processor import FileProcessor
from sowing import sown

from flake8_cb.plugin import LOG, Plugin

#: Seconds of CPU that one file may take, and one with more connections in it than any program has.
MOST_SECONDS = 20.0
MOST_SECONDS_SOWN = 90.0

#: One in so many files is sown.
SOWN = 10

#: What flake8 itself needs to know to read a file.
FLAKE8 = argparse.Namespace(
    hang_closing=False, indent_size=4, max_doc_length=None, max_line_length=79, verbose=0, stdin_display_name="stdin"
)

SDK = b"couchbase"


class TooSlowError(BaseException):
    """A file takes too long; no handler of the linter must stop this."""


class Result(NamedTuple):
    """What came of one file."""

    seconds: float
    findings: int
    problems: list[str]


class Crashes(logging.Handler):
    """The exceptions that the plugin has caught: flake8 shows them only on demand."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.texts.append(self.format(record))


@contextmanager
def crashes() -> Iterator[list[str]]:
    """Collect the exceptions that are logged meanwhile."""
    handler = Crashes()
    LOG.addHandler(handler)
    try:
        yield handler.texts
    finally:
        LOG.removeHandler(handler)


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Raise TooSlowError in what takes more CPU."""

    def stop(*_: object) -> None:
        raise TooSlowError

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def packages() -> list[Path]:
    """Return the folders of the standard library, with its test suite, and of all installed packages."""
    names = ("stdlib", "platstdlib", "purelib", "platlib")
    return [Path(each) for each in dict.fromkeys(sysconfig.get_path(name) for name in names)]


def files_below(folders: Iterable[Path]) -> list[Path]:
    """Return the Python files below the folders, each once, in a fixed order."""
    found = set()
    for folder in folders:
        for parent, _, names in os.walk(folder):
            found |= {Path(parent, name) for name in names if name.endswith(".py")}
    return sorted(found)


def is_in_turn(path: Path, one_in: int) -> bool:
    """Report whether a file is one of the chosen; the same ones on every machine with the same files."""
    return zlib.crc32("/".join(path.parts[-3:]).encode()) % one_in == 0


def uses_sdk(path: Path) -> bool:
    """Report whether a file, or one of the package that it is part of, names the SDK at all."""
    folder = path.parent
    while (folder.parent / "__init__.py").is_file():
        folder = folder.parent
    package = folder if (folder / "__init__.py").is_file() else path
    return any(SDK in each.read_bytes() for each in ([package] if package == path else package.rglob("*.py")))


def lint_as_flake8(path: Path) -> Result | None:
    """Lint a file as flake8 does it; None for what flake8 itself cannot read."""
    try:
        processor = FileProcessor(str(path), FLAKE8)
        tree = processor.build_ast()
    except (OSError, SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    result = linted(tree, str(path), processor.lines)
    if result.findings and not uses_sdk(path):
        result.problems.append(f"{result.findings} findings, and no use of the SDK")
    return result


def lint_sown(path: Path) -> Result | None:
    """Lint a file with connections in it; None for what Python cannot read."""
    try:
        source = sown(path.read_text(encoding="utf-8"), path.name)
        tree = ast.parse(source)
    except (OSError, SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    # Not where it stands: its neighbours would be read as well.
    return linted(tree, str(path.with_name("sown") / path.name), source.splitlines(keepends=True), MOST_SECONDS_SOWN)


def linted(tree: ast.Module, name: str, lines: list[str], most_seconds: float = MOST_SECONDS) -> Result:
    """Lint a tree and look at what comes of it."""
    problems: list[str] = []
    findings: list[tuple[int, int, str, type[Plugin]]] = []
    began = time.process_time()
    with crashes() as caught:
        try:
            with limited(most_seconds):
                findings = list(Plugin(tree, name, lines).run())
        except TooSlowError:
            problems.append(f"more than {most_seconds:.0f} s")
    problems += caught
    for line, column, text, _ in findings:
        if not (1 <= line <= len(lines) and 0 <= column <= len(lines[line - 1].encode())):
            problems.append(f"{line}:{column} is no place of the file: {text}")
    return Result(time.process_time() - began, len(findings), problems)


def walk(files: Iterable[Path], *, sow: bool = False) -> Iterator[tuple[str, Result]]:
    """Lint files as flake8 does it, or with connections in them, and yield what came of each."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the files
        for path in files:
            result = lint_sown(path) if sow else lint_as_flake8(path)
            if result is not None:
                yield f"{path}{' with connections' if sow else ''}", result


def main() -> int:
    """Walk, tell what was found, and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folders", nargs="*", type=Path, metavar="FOLDER")
    parser.add_argument("--sown", type=int, default=SOWN, metavar="N", help="sow connections into one in N files")
    options = parser.parse_args()
    files = files_below(options.folders or packages())
    failed = 0
    chosen = [path for path in files if is_in_turn(path, options.sown)]
    for kind, sow, paths in (("as flake8", False, files), ("with connections", True, chosen)):
        results = []
        for name, result in walk(paths, sow=sow):
            results.append((result.seconds, name))
            failed += bool(result.problems)
            for problem in result.problems:
                print(f"{name}: {problem}", flush=True)
        results.sort(reverse=True)
        total = sum(seconds for seconds, _ in results)
        print(f"{kind}: {len(results)} files in {total:.0f} s; the slowest:")
        for seconds, name in results[:5]:
            print(f"  {seconds:5.1f} s {name}", flush=True)
    print(f"{failed} files with problems")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
