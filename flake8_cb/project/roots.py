"""Roots: the folders from which the modules of a project are imported."""

from __future__ import annotations

import os
from pathlib import Path

from flake8_cb.project.boundary import import_root, is_repository, listed, repository_of
from flake8_cb.project.declared import declarations_for, project_root
from flake8_cb.project.memory import remembered

#: Folders above the import root that may belong to a package without an ``__init__.py``.
DEEPEST_NAMESPACE = 8

#: How the folders end that hold the metadata of a distribution.
METADATA = (".dist-info", ".egg-info")


@remembered()
def source_roots(folder: Path) -> tuple[Path, ...]:
    """Return the folders from which a program with files in ``folder`` imports, in the order of the search.

    The folder of the script or of the top-most package comes first, as in Python. What the project declares about
    its layout comes next, and where it declares nothing, its root and ``src``; the root of a project that has no file
    to declare anything is that of its git repository.
    """
    roots = [import_root(folder)]
    root = project_root(folder) or unpacked_root(folder) or repository_of(folder)
    if root is not None:
        roots += [*declarations_for(folder).roots, root, root / "src"]
    return tuple(dict.fromkeys(each for each in roots if os.path.isdir(each)))


@remembered()
def unpacked_root(folder: Path) -> Path | None:
    """Return the nearest folder upwards in which a distribution was unpacked, next to its metadata, or None."""
    for candidate in above(folder):
        if _has_metadata(str(candidate)):
            return candidate
    return None


@remembered()
def _has_metadata(folder: str) -> bool:
    return any(name.endswith(METADATA) for name in listed(folder))


def namespace_roots(folder: Path, top: str) -> list[Path]:
    """Return the folders above those of that name among which the file stands: it is part of that namespace package."""
    return [candidate.parent for candidate in above(import_root(folder)) if candidate.name == top]


@remembered()
def above(folder: Path) -> tuple[Path, ...]:
    """Return the folder and those above it, as far up as one project may reach."""
    candidates = (folder, *folder.parents)[:DEEPEST_NAMESPACE]
    end = next((place for place, each in enumerate(candidates) if is_repository(each)), len(candidates))
    return candidates[: end + 1]
