"""The modules of a project: where they are on disk, and which of them lead to the SDK.

Modules are looked for as the program itself would look for them, in the folders that `roots.py` names. Nothing is
imported, ``sys.path`` is neither changed nor (but for the packages that the user asks to follow) read, and only
files below the roots are opened.
"""

from __future__ import annotations

import ast
import sys
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from flake8_cb.project.boundary import import_root, repository_of
from flake8_cb.project.components import Components
from flake8_cb.project.declared import project_root
from flake8_cb.project.imports import submodule
from flake8_cb.project.locating import folders_on_the_way, locate
from flake8_cb.project.memory import remembered
from flake8_cb.project.modules import dotted_name
from flake8_cb.project.parsing import read
from flake8_cb.project.roots import above, namespace_roots, source_roots
from flake8_cb.project.source import Source, is_reserved


class Project:
    """The modules that the files of one folder can import."""

    def __init__(
        self,
        folder: Path | None,
        extra: tuple[Path, ...] = (),
        followed: frozenset[str] = frozenset(),
        added: tuple[Path, ...] = (),
    ) -> None:
        self.folder = folder
        self.extra = extra
        self.added = added
        self.roots = (*extra, *source_roots(folder)) if folder else ()
        repository = repository_of(folder) if folder else None  # parts of it may be started there
        self.others = (*added, *([repository] if repository is not None else []))
        self.followed = followed
        own = project_root(folder) if folder else None
        self.bases = [*([own] if own is not None else []), *self.roots[::-1], *self.others]
        self._found: dict[tuple[Path | None, str], Source | None] = {}
        self._places_of: dict[str, list[Path]] = {}
        self._named_places_of: dict[str, tuple[str, ...]] = {}
        self._sources: dict[Path, Source] = {}
        self._edges: dict[Source, tuple[Source, ...]] = {}
        self._packages: dict[Source, tuple[Source, ...]] = {}
        self.components = Components(self.executed_with)
        self._reaching: dict[Source, bool] = {}
        self.unrelated: Container[str] = ()  # paths of modules that are known to lead nowhere

    def linted(self, path: Path, *, tree: ast.Module | None = None, text: str | None = None) -> Source:
        """Return the file that is being linted, as a module: given its text alone, the one that others import."""
        name = self._name(path)
        kept = self._sources.get(path)
        if tree is None and kept is not None and kept.name == name and (text is None or kept.has(text)):
            return kept
        return Source(path, name, tree=tree, text=text)

    def with_unsaved(self, source: Source) -> Project:
        """Return the same project with a file as it stands in an editor, if it is not what is on disk."""
        if source.text is None or source.text == read(source.path):
            return self
        made = Project(self.folder, self.extra, self.followed, self.added)
        made._sources[source.path] = source
        return made

    def _name(self, path: Path) -> str:
        if self.folder is None:
            return path.stem
        root = import_root(path.parent)
        if root == path.parent:  # the folder may be a package that has no `__init__.py`
            others = [each for each in self.roots if each != root and path.is_relative_to(each)]
            root = max((each for each in others if each != path), key=lambda each: len(each.parts), default=root)
        return dotted_name(path, root)

    def find(self, importer: Source, module: str) -> Source | None:
        """Return the module of the project that an import in ``importer`` reaches, or None if it is none.

        ``module`` starts with dots for an import that is relative to the importer.
        """
        if self.folder is None:
            return None
        if module.startswith("."):
            name = module.lstrip(".")
            found = self._relative(importer, len(module) - len(name), name)
        else:
            top = module.partition(".")[0]
            if not module or (is_reserved(top) and top not in importer.shadowed):
                return None
            found = self._cached(None, module, module)
        return importer if found is not None and found.place == importer.place else found

    def absolute(self, importer: Source, module: str) -> str:
        """Return the absolute name of a module that may be named relative to the importer."""
        name = module.lstrip(".")
        level = len(module) - len(name)
        if not level:
            return module
        parts = importer.package.split(".")
        return ".".join([*parts[: max(len(parts) - level + 1, 0)], *filter(None, [name])])

    def _relative(self, importer: Source, level: int, name: str) -> Source | None:
        folders = above(importer.folder)
        if level > len(folders):
            return None
        absolute = self.absolute(importer, f"{'.' * level}{name}")
        folder = folders[level - 1]
        return self._cached(folder, name, absolute) if name else self._cached(folder.parent, folder.name, absolute)

    def _cached(self, folder: Path | None, name: str, absolute: str) -> Source | None:
        key = (folder, name)
        if key not in self._found:
            top, dot, _ = name.partition(".")
            path = None
            if not dot or self._cached(folder, top, absolute[: len(absolute) - len(name) + len(top)]) is not None:
                path = locate(name, [folder] if folder is not None else self._places(top))
            if path is not None and path not in self._sources:
                self._sources[path] = Source(path, absolute, self.bases)
            self._found[key] = self._sources[path] if path is not None else None
        return self._found[key]

    def _places(self, top: str) -> list[Path]:
        if top not in self._places_of:
            places = [*self.roots, *(namespace_roots(self.folder, top) if self.folder else ()), *self.others]
            if top in self.followed:
                places += [Path(each) for each in sys.path if each]
            self._places_of[top] = places
        return self._places_of[top]

    def searched(self, importers: Iterable[Source]) -> set[str]:
        """Return the folders in which the modules that these name are looked for."""
        found = {str(each) for each in self.bases}
        looked_for: defaultdict[tuple[Path, Path], set[tuple[str, bool]]] = defaultdict(set)  # by where imports begin
        for importer in importers:
            begin = importer.folder, import_root(importer.path.parent)
            looked_for[begin].update((module, not name) for module, name in importer.imports)
        ways: set[tuple[str, tuple[str, ...]]] = set()  # from where, through which packages
        for (folder, root), modules in looked_for.items():
            around = tuple(map(str, above(folder)))
            found.add(str(folder))
            for level, top, packages in set(_ways_of(modules)):
                # A package above is itself looked for in the folder that it stands in.
                places = around[level - 1 : level + 1] if level else (str(root), *self._names_of_places(top))
                ways.update((place, packages) for place in places)
        for place, packages in ways:
            found.update(folders_on_the_way(place, packages))
        return found

    def _names_of_places(self, top: str) -> tuple[str, ...]:
        if top not in self._named_places_of:
            self._named_places_of[top] = tuple(map(str, self._places(top)))
        return self._named_places_of[top]

    def imported_by(self, source: Source) -> tuple[Source, ...]:
        """Return the modules of the project that the module names in its imports."""
        if source in self._edges:
            return self._edges[source]
        found: dict[Source, None] = {}
        for module, pairs in groupby(source.imports, key=itemgetter(0)):
            for target in self._named(source, module, (name for _, name in pairs)):
                if target is not source:
                    found[target] = None
        if self._keeps(source):
            self._edges[source] = tuple(found)
        return tuple(found)

    def executed_with(self, source: Source) -> list[Source]:
        """Return the modules that the import of a module may execute at once: those named in it, and its packages."""
        return [*self.packages_of(source), *self.imported_by(source)]

    def _keeps(self, source: Source) -> bool:
        """Report whether the project has the module for good; a file that is linted is gone with its text."""
        return self._sources.get(source.path) is source

    def named(self, importer: Source, module: str, name: str) -> list[Source]:
        """Return the modules that an import of a name from a module may reach: the module, and one below it."""
        return list(self._named(importer, module, (name,)))

    def _named(self, importer: Source, module: str, names: Iterable[str]) -> Iterator[Source]:
        """Yield the module that names are imported from, and those of these names that stand for modules below it."""
        found = self.find(importer, module)
        if found is not None:
            yield found
            for name in filter(None, names) if found.is_package else ():
                below = self.find(importer, submodule(module, name))
                if below is not None:
                    yield below

    def packages_of(self, source: Source) -> tuple[Source, ...]:
        """Return the packages around a module: its import executes them first."""
        if source in self._packages:
            return self._packages[source]
        parts = source.name.split(".")
        found = (self.find(source, ".".join(parts[:count])) for count in range(1, len(parts)))
        packages = tuple(each for each in found if each is not None)
        if self._keeps(source):
            self._packages[source] = packages
        return packages

    def leads_to_sdk(self, source: Source) -> bool:
        """Report whether the import of the modules that a file names may execute code of the SDK."""
        return self.reaches_sdk(source) or any(
            self.reaches_sdk(each) for target in self.imported_by(source) for each in self.packages_of(target)
        )

    def below(self, source: Source) -> Iterator[Source]:
        """Yield the modules that the module leads to by its imports and that name the SDK, the nearest first."""
        seen, todo = {source}, [source]
        for each in todo:
            targets = self.imported_by(each)
            packages = [package for target in targets for package in self.packages_of(target)] if each is source else []
            for target in (*targets, *packages):
                if target not in seen and self.reaches_sdk(target):
                    seen.add(target)
                    todo.append(target)
                    if target.mentions_sdk:
                        yield target

    def reaches_sdk(self, source: Source) -> bool:
        """Report whether the module, or one that it leads to by its imports, names the SDK."""
        if source not in self._reaching:
            # What is asked of many modules is found out once for all that lie on the way.
            order: dict[Source, None] = {source: None}
            importers: dict[Source, list[Source]] = {}
            todo, positive = [source], []
            while todo:
                each = todo.pop()
                if each in self._reaching:
                    if self._reaching[each]:
                        positive.append(each)
                    continue
                if self._keeps(each) and each.place in self.unrelated:
                    continue
                if each.mentions_sdk:
                    positive.append(each)
                for target in self.imported_by(each):
                    importers.setdefault(target, []).append(each)
                    if target not in order:
                        order[target] = None
                        todo.append(target)
            reaching: set[Source] = set()
            while positive:
                each = positive.pop()
                if each not in reaching:
                    reaching.add(each)
                    positive += importers.get(each, ())
            for each in order:
                if self._keeps(each):
                    self._reaching.setdefault(each, each in reaching)
            return source in reaching
        return self._reaching[source]


_project = remembered()(Project)


def project_of(
    folder: Path | None, extra: Iterable[Path] = (), followed: Iterable[str] = (), added: tuple[Path, ...] = ()
) -> Project:
    """Return the project of the files in ``folder``, read once a process; without a folder one without modules.

    Modules are looked for in ``extra`` before all other folders and in ``added`` after them, packages that are
    ``followed`` where Python finds what is installed, too.
    """
    if folder is None:
        return _project(None)
    root = import_root(folder)
    # All packages below one import root share what is found.
    shared = root if source_roots(root) == source_roots(folder) else folder
    return _project(shared, tuple(extra), frozenset(followed), added)


def _ways_of(modules: Iterable[tuple[str, bool]]) -> Iterator[tuple[int, str, tuple[str, ...]]]:
    """Yield of modules how many folders up the search begins, the first name of it, and the packages on its way.

    Of each is said whether it is looked for itself, or what is below it.
    """
    for module, is_itself in modules:
        name = module.lstrip(".")
        packages = name.rpartition(".")[0] if is_itself else name
        yield len(module) - len(name), name.partition(".")[0], tuple(packages.split(".")) if packages else ()
