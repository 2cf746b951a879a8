"""Unrelated modules: those of a project that lead to no Couchbase, known from one run to the next.

They import nothing but one another, and none of them names the SDK. None is looked at again until it changes, and a
file whose imports are all among them leads nowhere either, whatever else has changed in it. Most files that a hook is
started for are such ones, and none of them needs an entry among the results.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from flake8_cb.project.boundary import import_root
from flake8_cb.project.memory import remembered
from flake8_cb.project.store import NOTHING_OF_OURS, Store
from flake8_cb.project.watched import Watched, contents_of, digest_of

if TYPE_CHECKING:
    from flake8_cb.project.finder import Project, Source

#: To ask the disk for more of them would cost more than to look for those that one file leads to.
MOST_MODULES = 5_000

#: They are written down when a run adds the first of them, and then whenever they are so many times as many.
GROWTH = 1.25


class Unrelated:
    """The unrelated modules below one folder, as far as the files there share a project.

    ``contents`` has a short text for what stands in each of them, by its path.
    """

    def __init__(self, store: Store, root: Path) -> None:
        self.root = root
        self.contents: dict[str, str] = {}
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
            and os.path.dirname(path) in self._folders
            and self.contents.get(str(path)) == _contents(text)
        )

    def takes(self, project: Project, linted: Source, text: str) -> bool:
        """Report whether a file is unrelated, and known to be from now on.

        What is not taken may be unrelated all the same: there are too many, or a package that is executed on the way
        names the SDK, though nothing comes of it.
        """
        if project.folder != self.root:
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

    def _forget(self) -> None:
        self.contents.clear()
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
        for known, read in zip(self._around, around, strict=True):
            known.update(read)
        self._folders.update(entry["folders"])
        if entry["modules"]:
            self.contents.update(zip(*(entry[each].split("\n") for each in ("modules", "contents")), strict=True))
        self._known = self._size()
        stamps = self._store.stamps(around, self._modules())
        if stamps and stamps == entry["stamps"] and around.names_above() == entry["names above"]:
            return
        if [self._others().contents(), around.names_above()] != [entry["others"], entry["names above"]]:
            self._forget()
            return
        self._changed = [path for path, contents in self.contents.items() if contents_of(path) != contents]
        if stamps and not self._changed:
            self._write()

    def _write(self) -> None:
        """Write it down, unless something has changed meanwhile."""
        self._known = GROWTH * self._size()
        around = Watched(*(tuple(sorted(each)) for each in self._around))
        if self._store.may_have_seen(around, self._modules()):
            return
        entry = {
            "root": str(self.root),  # for people
            "modules": "\n".join(self.contents),
            "contents": "\n".join(self.contents.values()),
            "around": around.written(),
            "folders": sorted(self._folders),
            "others": self._others().contents(),
            "names above": around.names_above(),
            "stamps": self._store.stamps(around, self._modules()),
        }
        self._store.write(self._name, entry)

    def _size(self) -> int:
        return len(self.contents) + len(self._folders)

    def _modules(self) -> Watched:
        return Watched(files=tuple(self.contents))

    def _others(self) -> Watched:
        """Return what they hang on beside themselves."""
        files, folders, _ = self._around
        return Watched(tuple(sorted(files - self.contents.keys())), tuple(sorted(folders)))


def _contents(text: str) -> str:
    """Return what `contents_of` gives for a file of that text."""
    return digest_of(text.encode(errors="surrogatepass"))


def unrelated_around(store: Store, path: Path) -> Unrelated:
    """Return the unrelated modules below the folder from which a file is imported."""
    return _unrelated_below(store, import_root(path.parent))


@remembered()
def _unrelated_below(store: Store, root: Path) -> Unrelated:
    return Unrelated(store, root)
