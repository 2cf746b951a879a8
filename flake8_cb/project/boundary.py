"""How far a project reaches: what its files name beyond that, by a path or by a symbolic link, is not read."""

from __future__ import annotations

import os
from collections.abc import KeysView
from enum import Enum
from pathlib import Path

from flake8_cb.project.memory import remembered


@remembered()
def boundary(folder: Path) -> Path:
    """Return the real path of the git repository in which a folder stands, or of the folder itself."""
    real = Path(os.path.realpath(folder))
    return repository_of(real) or real


@remembered()
def repository_of(folder: Path) -> Path | None:
    """Return the root of the git repository in which a folder stands, None if it stands in none."""
    return next((each for each in (folder, *folder.parents) if is_repository(each)), None)


@remembered()
def import_root(folder: Path) -> Path:
    """Return the folder from which a file of ``folder`` is imported: the first one upwards that is no package."""
    while os.path.isfile(folder / "__init__.py") and folder != folder.parent:
        folder = folder.parent
    return folder


def is_within(path: Path, folder: Path) -> bool:
    """Report whether a path really leads to something within the boundary of a folder."""
    try:
        return Path(os.path.realpath(path)).is_relative_to(boundary(folder))
    except OSError:
        return False


def is_repository(folder: Path) -> bool:
    """Report whether a folder is the root of a git repository, or of a tree that belongs to one."""
    return ".git" in listed(str(folder))


class Kind(Enum):
    """What stands in a folder; what a link leads to is not asked."""

    FILE = "file"
    FOLDER = "folder"
    LINK = "link"
    OTHER = "other"


@remembered()
def kinds(folder: str) -> dict[str, Kind]:
    """Return what is in a folder by its name; nothing where there is no such folder, or it cannot be read."""
    try:
        with os.scandir(folder) as entries:
            return {each.name: _kind(each) for each in entries}
    except OSError:
        return {}


def _kind(entry: os.DirEntry[str]) -> Kind:
    if entry.is_symlink():
        return Kind.LINK
    if entry.is_dir():
        return Kind.FOLDER
    return Kind.FILE if entry.is_file() else Kind.OTHER


def listed(folder: str) -> KeysView[str]:
    """Return the names of all that is in a folder; none where there is no such folder, or it cannot be read."""
    return kinds(folder).keys()


@remembered()
def importable(folder: str) -> frozenset[str]:
    """Return the names that an import might find in a folder, those of modules without ``.py``."""
    return frozenset(name.removesuffix(".py") for name in listed(folder))


def is_own_file(path: Path) -> bool:
    """Report whether a file of the project stands there: no folder, pipe or device, and no link to elsewhere."""
    return os.path.isfile(path) and is_within(path, path.parent)
