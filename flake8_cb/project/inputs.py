"""Inputs: the files on which the findings of one file depend, as far as the project goes."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from flake8_cb.project.boundary import import_root, is_repository, listed
from flake8_cb.project.components import Component
from flake8_cb.project.declared import declaring_files, project_root
from flake8_cb.project.finder import Project
from flake8_cb.project.memory import remembered
from flake8_cb.project.outline import MOST_SUMMARIES
from flake8_cb.project.roots import METADATA, unpacked_root
from flake8_cb.project.servers import serving_files
from flake8_cb.project.source import Source
from flake8_cb.project.watched import MOST_SHARED, Watched

#: Files in which flake8 looks for its own configuration, in the current folder and those above it.
FLAKE8_FILES = ("setup.cfg", "tox.ini", ".flake8")


def modules_read(project: Project, linted: Source, begun: Iterable[Source]) -> Iterator[Source]:
    """Yield the linted file, these modules, and all that they lead to by their imports, with the packages around."""
    yield linted
    for component in _components_read(project, linted, begun):
        yield from component.members


def _components_read(project: Project, linted: Source, begun: Iterable[Source]) -> Iterator[Component[Source]]:
    return project.components.reached([*project.executed_with(linted), *begun])


def paths_of(modules: Iterable[Path]) -> set[Path]:
    """Return the files of modules, those that make packages of the folders around them included.

    A package without a file of its own is there where anything is in its folder: the folder is named where no module
    in it is.
    """
    paths = set(modules)
    paths |= {each for folder in {path.parent for path in paths} for each in _package_files(folder)}
    files = {path for path in paths if path.suffix == ".py"}
    filled = {folder for path in files for folder in path.parents}
    return files | {path for path in paths - files if path not in filled}


def _package_files(folder: Path) -> Iterator[Path]:
    """Yield the files that make packages of the folder and those above it."""
    root = import_root(folder)
    for each in (folder, *folder.parents):
        if each == root:
            return
        yield each / "__init__.py"


def configuration_read(linted: Path, modules: Iterable[Path]) -> set[Path]:
    """Return the files that declare something for the files of a program, and those that speak of its servers."""
    folders = {path.parent for path in modules}
    return {*serving_files(linted.parent)}.union(*map(_declarations_read, folders))


@remembered()
def _declarations_read(folder: Path) -> frozenset[Path]:
    """Return the files that declare something for the modules of a folder."""
    found: set[Path] = set()
    for each in {folder, import_root(folder)}:
        root = project_root(each)
        if root is not None:
            from flake8_cb.project.formats import files_of  # as in `declared.read_root`

            found.update(read for path in declaring_files(root) for read in files_of(path))
        elif (unpacked := unpacked_root(each)) is not None:
            found.add(unpacked / min(name for name in listed(str(unpacked)) if name.endswith(METADATA)))
    return frozenset(found)


class Hanging(NamedTuple):
    """All that the findings of a file hang on beside itself: what is there, and what might be there.

    ``shared`` is what the modules bring along that it leads to, as they do for other files.
    """

    own: Watched
    shared: Watched


def watched(project: Project, linted: Source, begun: Iterable[Source]) -> Hanging:
    """Return what the findings of a file hang on; ``begun`` are the modules that were executed."""
    components = project.components
    nearest = components.nearest([*project.executed_with(linted), *begun])
    # What leads to most others is what other files are likely to lead to as well.
    hub = max(nearest, key=lambda each: _size(project, each), default=None)
    shared = _watched_behind(project, hub) if hub is not None else Watched()
    if hub is not None and linted in hub.members:
        return Hanging(Watched(), shared)
    known = set(components.closure([hub])) if hub is not None else set()
    own = [_watched_with(project, each) for each in components.closure(nearest) if each not in known]
    return Hanging(together([watched_by(project, [linted]), *own], without=linted), shared)


@remembered(maxsize=MOST_SUMMARIES)
def _size(project: Project, component: Component[Source]) -> int:
    """Return how many modules those of a component lead to."""
    return sum(len(each.members) for each in project.components.closure([component]))


@remembered(maxsize=MOST_SHARED)
def _watched_behind(project: Project, component: Component[Source]) -> Watched:
    """Return what a component and all that it leads to add."""
    return together([_watched_with(project, each) for each in project.components.closure([component])])


def together(parts: list[Watched], without: Source | None = None) -> Watched:
    """Return all of it in a fixed order, but for the file of one module."""
    files, folders, above = (set().union(*paths) for paths in zip(Watched(), *parts, strict=True))
    if without is not None:
        files.discard(str(without.path))
    return Watched(tuple(sorted(files)), tuple(sorted(folders)), tuple(sorted(above - folders)))


@remembered(maxsize=MOST_SUMMARIES)
def _watched_with(project: Project, component: Component[Source]) -> Watched:
    """Return what the modules of a component add."""
    return watched_by(project, component.members)


def watched_by(project: Project, modules: Sequence[Source]) -> Watched:
    """Return what modules add: their files and declarations, and where those and their imports are looked for."""
    files = {each.place for each in modules if each.place.endswith(".py")}
    for folder in {os.path.dirname(place) for place in files}:
        files |= _files_around_any_in(Path(folder))
    for each in modules:
        if each.place not in files:
            paths = paths_of([each.path])
            files.update(map(str, paths | configuration_read(each.path, paths)))
    above = set().union(*map(_folders_around, {each.folder for each in modules}))
    return Watched(tuple(files), tuple(project.searched(modules)), tuple(above))


@remembered()
def _files_around_any_in(folder: Path) -> frozenset[str]:
    """Return what all modules that are files in a folder have around them."""
    packages = set(_package_files(folder))
    return frozenset(
        map(str, packages | configuration_read(folder / "module.py", packages) | _declarations_read(folder))
    )


@remembered()
def _folders_around(folder: Path) -> frozenset[str]:
    """Return the folder and those above it in which something may be declared."""
    found = set()
    for each in (folder, *folder.parents):
        found.add(str(each))
        if is_repository(each):
            break
    return frozenset(found)


def flake8_configuration(folder: Path) -> set[Path]:
    """Return the files in which flake8 finds its options when it is started in the folder.

    It reads ``pyproject.toml`` with the plugin Flake8-pyproject, which such a table is written for.
    """
    found: set[Path] = set()
    for each in (folder, *folder.parents):
        found |= {each / name for name in FLAKE8_FILES if os.path.isfile(each / name)}
        project = each / "pyproject.toml"
        if b"[tool.flake8" in _bytes(project):
            found.add(project)
        if any(re.search(rb"\[(tool\.)?flake8", _bytes(path)) for path in found):
            break
    return found


def _bytes(path: Path) -> bytes:
    """What stands in a file, nothing if it cannot be read."""
    try:
        return path.read_bytes() if path.is_file() else b""
    except OSError:
        return b""
