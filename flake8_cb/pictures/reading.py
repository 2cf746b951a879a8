"""Reading: from the files that are asked for to what is found in each of them."""

from __future__ import annotations

import ast
import os
import tokenize
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from flake8_cb.findings import Finding
from flake8_cb.flow.runs.recorder import story_of
from flake8_cb.flow.story import Story
from flake8_cb.project.configuration import settings_for
from flake8_cb.project.finder import Project, project_of
from flake8_cb.project.gate import concerns, imports_others
from flake8_cb.project.search_path import added_folders
from flake8_cb.project.source import Source
from flake8_cb.rules.lint import agreed, executed, fitting_traces, placed
from flake8_cb.settings import Settings

#: Folders that hold no code of the project; those whose name begins with a dot are none either.
SKIPPED = frozenset({"__pycache__", "node_modules", "site-packages"})


class UnreadableError(Exception):
    """A file cannot be read or parsed; the words say why, in one line."""


@dataclass(frozen=True)
class Read:
    """A file with what was found in it. ``shown`` is its path as the page names it."""

    shown: str
    text: str
    tree: ast.Module
    findings: list[Finding]
    story: Story

    @property
    def is_empty(self) -> bool:
        """Report whether it has no connection and no finding."""
        return not self.story.lives and not self.findings


def files_below(path: Path) -> list[Path]:
    """Return the Python files of a folder, or the file itself; virtual environments are passed by."""
    if not path.is_dir():
        return [path]
    found = []
    for folder, folders, files in os.walk(path):
        here = Path(folder)
        folders[:] = sorted(
            each
            for each in folders
            if not each.startswith(".") and each not in SKIPPED and not os.path.exists(here / each / "pyvenv.cfg")
        )
        found += [here / each for each in sorted(files) if each.endswith(".py")]
    return found


def read(path: Path, shown: str) -> Read | None:
    """Return what was found in a file, or None for one that does not concern us.

    Raises UnreadableError.
    """
    text = _text(path)
    absolute = Path(os.path.abspath(path))
    if not concerns(text):
        if not imports_others(text, str(path.parent)):
            return None
        project = project_of(absolute.parent, added=added_folders(absolute, text))
        if not project.leads_to_sdk(project.linted(absolute, text=text)):
            return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of escapes in strings: these are no affair of ours
            tree = ast.parse(text)
    except SyntaxError as error:
        raise UnreadableError(f"line {error.lineno}: {error.msg}" if error.lineno else error.msg) from None
    except (ValueError, RecursionError, MemoryError) as error:
        raise UnreadableError(str(error) or type(error).__name__) from None
    try:
        settings = settings_for(str(path), tree)
        findings, story = told(*placed(tree, settings, absolute, text=text), settings)
    except Exception as error:  # a defect of ours costs the picture of one file
        raise UnreadableError(
            f"flake8-cb failed on it ({type(error).__name__}: {error}); please report that"
        ) from error
    return None if story is None else Read(shown, text, tree, findings, story)


def told(linted: Source, project: Project, settings: Settings) -> tuple[list[Finding], Story | None]:
    """Return the findings of a module, and its story in the newest generation that it fits, if there is one."""
    traces = fitting_traces(linted, project, settings)
    story = executed(story_of, linted, project, settings, traces[-1].generation) if traces else None
    return agreed(traces), story


def _text(path: Path) -> str:
    try:
        with tokenize.open(path) as file:
            return file.read()
    except (OSError, SyntaxError, UnicodeDecodeError) as error:
        raise UnreadableError(getattr(error, "strerror", None) or str(error)) from None


def names_of(paths: list[Path], root: Path) -> Iterator[str]:
    """Yield how a page names the files: below the folder that was asked for."""
    for path in paths:
        yield path.relative_to(root).as_posix() if root.is_dir() else path.name
