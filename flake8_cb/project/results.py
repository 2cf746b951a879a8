"""Results: what was found in a file is kept on disk, and found there again until something that it hangs on changes.

An entry names the files that were read and the folders in which modules and declarations were looked for, and holds
as long as all of them have the contents that they had. Where the system says that nothing was written since, they are
not read for that; other times decide nothing: a fresh checkout is as good as the last one.

Most of that is the same for many files of a project, and stands in a list of its own, which is named by its contents.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flake8_cb.project.memory import remembered
from flake8_cb.project.store import NOTHING_OF_OURS, Store
from flake8_cb.project.watched import MOST_SHARED, Watched, digest_of

if TYPE_CHECKING:
    from flake8_cb.findings import Finding


class Results:
    """The entries in a store."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._lists: set[str] = set()  # that are there

    def find(self, path: Path, text: str) -> list[Finding] | None:
        """Return the findings of a file with that text, or None where they have to be looked for."""
        name = _name(path)
        try:
            entry = self.store.read(name)
            if entry["key"] != self.store.key(text):
                return None
            watched = Watched.read(entry["own"]), _list(self.store, entry["shared"])
            if entry["names above"] != _names_above(watched):
                return None
            stamps = self.store.stamps(*watched)
            if not stamps or entry["stamps"] != stamps:
                if entry["contents"] != _contents(watched):
                    return None
                if stamps:
                    self.store.write(name, {**entry, "stamps": stamps})
            return list(map(_unpacked, entry["findings"]))
        except NOTHING_OF_OURS:
            return None

    def keep(self, path: Path, text: str, findings: Iterable[Finding], *, own: Watched, shared: Watched) -> None:
        """Write down the findings of a file with that text.

        They hang on what the file has of its ``own``, and on what is ``shared`` with others that lead to the same.
        """
        watched = own, shared
        if self.store.may_have_seen(*watched):
            return
        entry = {
            "path": str(path),  # for people
            "key": self.store.key(text),
            "own": own.written(),
            "shared": self._kept(shared),
            "contents": _contents(watched),
            "names above": _names_above(watched),
            "stamps": self.store.stamps(*watched),
            "findings": list(map(_packed, findings)),
        }
        self.store.write(_name(path), entry)

    def _kept(self, shared: Watched) -> str:
        """Return the name of a list, which is written once."""
        name = f"{shared.digest()}.list.z"
        if name not in self._lists:
            self._lists.add(name)
            if not self.store.has(name):
                self.store.write(name, shared.written())
        return name


@remembered()
def results_in(store: Store) -> Results:
    """Return the entries in a store."""
    return Results(store)


def _name(path: Path) -> str:
    return f"{digest_of(os.fsencode(path))}.json.z"


@remembered(maxsize=MOST_SHARED)
def _list(store: Store, name: str) -> Watched:
    return Watched.read(store.read(name))


def _contents(watched: Iterable[Watched]) -> str:
    return " ".join(each.contents() for each in watched)


def _names_above(watched: Iterable[Watched]) -> str:
    return " ".join(each.names_above() for each in watched)


def _packed(finding: Finding) -> list[Any]:
    steps = [[each.path, each.line, each.column, each.words] for each in finding.steps]
    return [finding.line, finding.column, finding.code, finding.message, steps]


def _unpacked(row: list[Any]) -> Finding:
    from flake8_cb.findings import Finding, Step  # most files have none

    line, column, code, message, steps = row
    return Finding(line, column, code, message, tuple(Step(*each) for each in steps))
