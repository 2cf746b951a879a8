"""Locating: which file a dotted name stands for below a folder, as an import would find it.

Folders are listed once, and files are told from folders by that: most of what is looked for is not there.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from flake8_cb.project.boundary import Kind, importable, kinds
from flake8_cb.project.memory import remembered

#: Places of modules that are kept for the next folder.
MOST_PLACES = 65_536


def locate(name: str, places: Iterable[Path]) -> Path | None:
    """Return the file of a module below one of the folders, or the folder of a package without a file, or None."""
    namespace: Path | None = None
    for root in places:
        path = located_in(root, name)
        if path is not None and path.suffix == ".py":
            return path
        namespace = namespace or path
    return namespace


@remembered(maxsize=MOST_PLACES)
def located_in(root: Path, name: str) -> Path | None:
    """Return the same for one folder, which several projects may search."""
    *around, last = parts = name.split(".")
    top = str(root)
    folder = os.path.join(top, *around)
    if last not in importable(folder) or not all(map(str.isidentifier, parts)):
        return None
    package, module = os.path.join(folder, last), f"{last}.py"
    if is_folder(folder, last) and _is_file_below(top, package, "__init__.py"):
        return Path(package, "__init__.py")
    if _is_file_below(top, folder, module):
        return Path(folder, module)
    return Path(package) if is_folder(folder, last) and _is_within(top, real_path(package)) else None


def is_folder(folder: str, name: str) -> bool:
    """Report whether what has that name in a folder is a folder itself, or leads to one."""
    kind = kinds(folder).get(name)
    return kind is Kind.FOLDER or (kind is Kind.LINK and os.path.isdir(os.path.join(folder, name)))


def _is_file_below(top: str, folder: str, name: str) -> bool:
    """Report whether a folder has a file of that name that really lies below ``top``: a link may lead elsewhere."""
    kind = kinds(folder).get(name)
    if kind is Kind.LINK:
        path = os.path.join(folder, name)
        return os.path.isfile(path) and _is_within(top, os.path.realpath(path))
    return kind is Kind.FILE and _is_within(top, os.path.join(real_path(folder), name))


def _is_within(top: str, real: str) -> bool:
    return real.startswith(os.path.join(real_path(top), ""))


@remembered(maxsize=MOST_PLACES)
def real_path(folder: str) -> str:
    """Return the real path of an absolute one: what is above a folder is found out once for all that is in it."""
    above, name = os.path.split(folder)
    if name in ("", ".", "..") or not above or os.path.islink(folder):
        return os.path.realpath(folder)
    return os.path.join(real_path(above), name)


@remembered(maxsize=MOST_PLACES)
def folders_on_the_way(place: str, parts: tuple[str, ...]) -> tuple[str, ...]:
    """Return the folders that are met on the way from a place to a module: as far as there are any."""
    if not parts:
        return (place,)
    before = folders_on_the_way(place, parts[:-1])
    if len(before) < len(parts) or not is_folder(before[-1], parts[-1]):
        return before
    return (*before, os.path.join(before[-1], parts[-1]))
