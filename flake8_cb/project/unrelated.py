"""Unrelated modules: those of a project that lead to no Couchbase, known from one run to the next.

They import nothing but one another, and none of them names the SDK. None is looked at again until its imports change,
and even then a file whose imports are all among them leads nowhere. Most files that a hook is started for are such
ones, and none of them needs an entry among the results.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from flake8_cb.project.boundary import import_root
from flake8_cb.project.gate import changes_search_path
from flake8_cb.project.imports import imports_of
from flake8_cb.project.memory import remembered
from flake8_cb.project.parsing import read
from flake8_cb.project.store import NOTHING_OF_OURS, Store
from flake8_cb.project.watched import Watched, contents_of, digest_of, names_in

if TYPE_CHECKING:
    from flake8_cb.project.finder import Project
    from flake8_cb.project.source import Source

#: To ask the disk for more of them would cost more than to look for those that one file leads to.
MOST_MODULES = 5_000

#: To read so many of them once more costs less than to write all of them down.
MOST_READ_AGAIN = 16

#: They are written down when a run adds the first of them, and then whenever they are so many times as many.
GROWTH = 1.25


class Unrelated:
    """The unrelated modules below one folder, as far as the files there share a project.

    By the path of each, ``contents`` has a short text for what stands in it, and ``imports`` one for what it imports.
    """

    def __init__(self, store: Store, root: Path) -> None:
        self.root = root
        self.contents: dict[str, str] = {}
        self.imports: dict[str, str] = {}
        self._store = store
        self._name = f"{store.key(str(root))}.unrelated.z"
        self._around: tuple[set[str], ...] = (set(), set(), set())  # what they hang on, as in `Watched`
        self._folders: set[str] = set()  # whose files belong to the project
        self._changed: list[str] = []  # of which is not known what they import now
        self._known = 0.0  # with more modules and folders than that it is written down
        try:
            self._read()
        except NOTHING_OF_OURS:
            self._forget()

    def has(self, path: Path, text: str) -> bool:
        """Report whether a file with that text is one of them, as far as that can be told without its project."""
        return (
            not self._changed
            and not changes_search_path(text)
            and os.path.dirname(path) in self._folders
            and (self.contents.get(str(path)) == _contents(text) or self.imports.get(str(path)) == _imports(text))
        )

    def takes(self, project: Project, linted: Source, text: str) -> bool:
        """Report whether a file is unrelated, and known to be from now on.

        What is not taken may be unrelated all the same: there are too many, or a package that is executed on the way
        names the SDK, though nothing comes of it.
        """
        if project.folder != self.root or project.added:
            return False
        if self._changed:
            self._settle(project)
        project.unrelated = self.contents
        self._folders.add(os.path.dirname(linted.place))
        if not self.has(linted.path, text) and (project.leads_to_sdk(linted) or not self._take(project, linted, text)):
            return False
        if self._size() > self._known:
            self._write()
        return True

    def _settle(self, project: Project) -> None:
        """Look at those that have changed: what they import now may be unrelated still."""
        new = self._led_to(project, [project.linted(Path(each)) for each in self._changed])
        self._changed.clear()
        if new is None:
            self._forget()
        else:
            self._add(project, new)
            self._write()

    def _take(self, project: Project, linted: Source, text: str) -> bool:
        new = self._led_to(project, [linted])
        if new is None:
            return False
        if contents_of(linted.place) != _contents(text):
            new.remove(linted)  # on disk it is not what stands in the editor
        if new:
            self._add(project, new)
        return True

    def _led_to(self, project: Project, sources: list[Source]) -> list[Source] | None:
        """Return these modules and those that they lead to and that are not known, None where one is not unrelated."""
        new = dict.fromkeys(sources)
        todo = list(sources)
        while todo:
            source = todo.pop()
            if source.mentions_sdk or len(self.contents) + len(new) > MOST_MODULES:
                return None
            found = [each for each in project.executed_with(source) if each.place not in self.contents]
            todo += (each for each in found if each not in new)
            new.update(dict.fromkeys(found))
        return list(new)

    def _add(self, project: Project, sources: list[Source]) -> None:
        from flake8_cb.project.inputs import watched_by

        for known, new in zip(self._around, watched_by(project, sources), strict=True):
            known.update(new)
        self.contents.update((each.place, contents_of(each.place)) for each in sources)
        self.imports.update((each.place, _short(each.imports)) for each in sources)

    def _forget(self) -> None:
        self.contents.clear()
        self.imports.clear()
        self._folders.clear()
        self._changed.clear()
        for each in self._around:
            each.clear()
        self._known = 0.0

    def _read(self) -> None:
        """Read what an earlier run has written, if all of it is as it was but for the contents of some modules.

        Raises one of `NOTHING_OF_OURS`.
        """
        entry = self._store.read(self._name)
        around = Watched.read(entry["around"])
        for known, paths in zip(self._around, around, strict=True):
            known.update(paths)
        self._folders.update(entry["folders"])
        contents = entry["contents"].split("\n")
        if entry["modules"]:
            modules = entry["modules"].split("\n")
            self.contents.update(zip(modules, contents, strict=False))
            self.imports.update(zip(modules, entry["imports"].split("\n"), strict=True))
        self._known = self._size()
        stamps = zip(entry["stamps"].split("\n"), self._stamps(), strict=True)
        written = [
            (path, look, known)
            for (path, look), known, (then, now) in zip(self._watched(), contents, stamps, strict=True)
            if not now or now != then
        ]
        changed = [path for path, look, known in written if look(path) != known]
        if around.names_above() != entry["names above"] or not self.contents.keys() >= set(changed):
            self._forget()
            return
        self._changed = [each for each in changed if _imports(read(Path(each))) != self.imports[each]]
        self.contents.update((each, contents_of(each)) for each in changed)
        if len(written) > MOST_READ_AGAIN and not self._changed:
            self._write()

    def _write(self) -> None:
        """Write it down, unless something has changed meanwhile."""
        self._known = GROWTH * self._size()
        around = Watched(*(tuple(sorted(each)) for each in self._around))
        if self._store.may_have_seen(around, Watched(files=tuple(self.contents))):
            return
        others = self._watched()[len(self.contents) :]
        entry = {
            "root": str(self.root),  # for people
            "modules": "\n".join(self.contents),
            "imports": "\n".join(self.imports.values()),
            "contents": "\n".join((*self.contents.values(), *(look(path) for path, look in others))),
            "around": around.written(),
            "folders": sorted(self._folders),
            "names above": around.names_above(),
            "stamps": "\n".join(self._stamps()),
        }
        self._store.write(self._name, entry)

    def _size(self) -> int:
        return len(self.contents) + len(self._folders)

    def _watched(self) -> list[tuple[str, Callable[[str], str]]]:
        """Return the modules, and then what they hang on beside that, each with what tells what is there now."""
        files, folders, _ = self._around
        others = sorted(files - self.contents.keys())
        return [
            *((path, contents_of) for path in (*self.contents, *others)),
            *((path, names_in) for path in sorted(folders)),
        ]

    def _stamps(self) -> list[str]:
        """Return the stamps of what is watched, "" for what was written too short a time ago."""
        return self._store.stamps_of(path for path, _ in self._watched())


def _contents(text: str) -> str:
    """Return what `contents_of` gives for a file of that text."""
    return digest_of(text.encode(errors="surrogatepass"))


def _imports(text: str) -> str:
    """Return the same short text for all that import the same: nothing else of them tells where they lead."""
    return _short(imports_of(text))


def _short(imports: Iterable[tuple[str, str]]) -> str:
    return digest_of(repr(sorted(imports)).encode(errors="surrogatepass"))


def unrelated_around(store: Store, path: Path) -> Unrelated:
    """Return the unrelated modules below the folder from which a file is imported."""
    return _unrelated_below(store, import_root(path.parent))


@remembered()
def _unrelated_below(store: Store, root: Path) -> Unrelated:
    return Unrelated(store, root)
