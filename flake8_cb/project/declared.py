"""What a project declares in the files at its root. They are read, and nothing is ever executed."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from flake8_cb.frozen import frozen
from flake8_cb.project.boundary import is_own_file, is_repository, is_within, listed
from flake8_cb.project.memory import remembered
from flake8_cb.settings import GENERATIONS

if TYPE_CHECKING:
    from collections.abc import Iterable


#: Files that name exact versions, which win over ranges.
LOCKS = frozenset({"poetry.lock", "uv.lock", "pdm.lock", "pylock.toml", "Pipfile.lock"})

#: Files that declare something, beside those of requirements.
FILES = LOCKS | {"pyproject.toml", "setup.cfg", "setup.py", "Pipfile"}

_REQUIREMENTS = re.compile(r"(.*[-_.])?(requirements|constraints)[^/]*\.(txt|in)", re.IGNORECASE)

#: A folder of such files, whatever their names are before the dot.
_FOLDER = "requirements"
_IN_FOLDER = re.compile(r"[^/]+\.(txt|in)", re.IGNORECASE)


@frozen
class Declarations:
    """What the files of one project root say together; the defaults are what silence means."""

    generations: frozenset[int] = GENERATIONS
    start_methods: frozenset[str] = frozenset({"fork"})
    commands: frozenset[str] = frozenset()
    roots: tuple[Path, ...] = ()


@remembered()
def project_root(folder: Path) -> Path | None:
    """The nearest folder upwards that holds a file of declarations, up to that of the git repository."""
    if declaring_files(folder):
        return folder
    if folder == folder.parent or is_repository(folder):
        return None
    return project_root(folder.parent)


def declarations_for(folder: Path) -> Declarations:
    """The declarations that hold for the files of ``folder``."""
    root = project_root(folder)
    return Declarations() if root is None else read_root(root)


@remembered()
def declaring_files(folder: Path) -> tuple[Path, ...]:
    """The files of declarations in the folder, and in its folder of requirements, in a fixed order."""
    present = listed(str(folder))
    names = sorted(name for name in present if name in FILES or _REQUIREMENTS.fullmatch(name))
    if _FOLDER in present:
        below = sorted(name for name in listed(str(folder / _FOLDER)) if _IN_FOLDER.fullmatch(name))
        names += [f"{_FOLDER}/{name}" for name in below]
    return tuple(path for path in (folder / name for name in names) if is_own_file(path))


@remembered()
def read_root(root: Path) -> Declarations:
    """What the files of that root say together. Read once a process: a run sees one state of them."""
    # What it takes to read them is imported where there are any.
    from flake8_cb.project import formats
    from flake8_cb.project.versions import default_start_methods, generations

    by_file = [(path, formats.read(path)) for path in declaring_files(root)]
    locks = [said for path, said in by_file if path.name in LOCKS]
    others = [said for path, said in by_file if path.name not in LOCKS]
    pythons = next((said.python for said in (*others, *locks) if said.python), ())
    roots = (Path(os.path.normpath(root / each)) for said in others for each in said.roots)
    return Declarations(
        generations=_agreed(generations(said.sdk) for said in locks)
        or _agreed(generations(said.sdk) for said in others)
        or GENERATIONS,
        start_methods=default_start_methods(pythons),
        commands=frozenset().union(*(said.commands for said in others)),
        roots=tuple(dict.fromkeys(each for each in roots if is_within(each, root))),
    )


def _agreed(files: Iterable[frozenset[int]]) -> frozenset[int]:
    """The generations that all files allow; where they contradict one another, those that any allows.

    A file of a range and a file of pins describe one environment. Files that exclude one another describe
    several environments.
    """
    allowed = [each for each in files if each]
    if not allowed:
        return frozenset()
    return frozenset.intersection(*allowed) or frozenset.union(*allowed)
