"""Inputs: the files on which the findings of one file depend, as far as the project goes."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from flake8_cb.project.components import Component
from flake8_cb.project.declared import declaring_files, project_root
from flake8_cb.project.finder import MOST_SUMMARIES, Project, Source
from flake8_cb.project.memory import remembered
from flake8_cb.project.modules import import_root
from flake8_cb.project.results import Watched
from flake8_cb.project.roots import METADATA, unpacked_root
from flake8_cb.project.servers import serving_files

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
            from flake8_cb.project.sources import files_of  # as in `declared.read_root`

            found.update(read for path in declaring_files(root) for read in files_of(path))
        elif (unpacked := unpacked_root(each)) is not None:
            found.add(unpacked / min(name for name in os.listdir(unpacked) if name.endswith(METADATA)))
    return frozenset(found)


def watched(project: Project, linted: Source, begun: Iterable[Source]) -> Watched:
    """Return all that the findings of a file hang on beside itself: what is there, and what might be there.

    ``begun`` are the modules that were executed.
    """
    files, folders, above = map(set, _watched(project, [linted]))
    for component in _components_read(project, linted, begun):
        more_files, more_folders, more_above = _watched_with(project, component)
        files.update(more_files)
        folders.update(more_folders)
        above.update(more_above)
    return Watched(sorted(files - {str(linted.path)}), sorted(folders), sorted(above - folders))


@remembered(maxsize=MOST_SUMMARIES)
def _watched_with(project: Project, component: Component[Source]) -> Watched:
    """Return what the modules of a component add, which all who lead to one of them lead to."""
    return _watched(project, component.members)


def _watched(project: Project, modules: Iterable[Source]) -> Watched:
    """Return what modules add: their files and declarations, and where those and their imports are looked for."""
    return Watched(
        tuple(set().union(*(_files_around(each.path) for each in modules))),
        tuple(set().union(*(project.searched(each) for each in modules))),
        tuple(set().union(*(_folders_around(each.folder) for each in modules))),
    )


def _files_around(module: Path) -> frozenset[str]:
    """Return the file of a module, those of the packages around it, and those that declare something for them."""
    if module.suffix == ".py":
        return _files_around_any_in(module.parent) | {str(module)}
    files = paths_of([module])
    return frozenset(map(str, files | configuration_read(module, files)))


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
        if os.path.lexists(each / ".git"):
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
        if os.path.isfile(project) and b"[tool.flake8" in project.read_bytes():
            found.add(project)
        if any(re.search(rb"\[(tool\.)?flake8", path.read_bytes()) for path in found):
            break
    return found
