"""Results: what was found in a file is kept on disk, and found there again until something that it hangs on changes.

An entry names the files that were read and the folders in which modules and declarations were looked for, and holds
as long as all of them have the contents that they had. Where the system says that nothing was written since, they are
not read for that; other times decide nothing: a fresh checkout is as good as the last one. What can go wrong with the
disk only costs the entry.

Most of that is the same for many files of a project, and stands in a list of its own, which is named by its contents.

Every run of flake8 that looks for an entry imports this module: it needs little.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import time
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flake8_cb import __version__
from flake8_cb.project.memory import remembered
from flake8_cb.project.watched import MOST_SHARED, Watched, digest_of

if TYPE_CHECKING:
    from flake8_cb.findings import Finding

#: Beyond that, in bytes, the older half of the entries is dropped.
MOST_BYTES = 64 * 1024 * 1024

#: Folders of installed packages.
INSTALLED = ("site-packages", "dist-packages")

#: How coarse the times of a file system may be, in seconds.
TICK = 0.05

#: How coarse they are where they are coarsest, in seconds: two writings within that may look like one.
COARSEST_TICK = 2.0


class Results:
    """The entries in one folder, which any number of runs may share.

    ``basis`` is all that findings hang on beside files: the linter itself, the Python that it runs on, and options.
    """

    def __init__(self, folder: Path, basis: str) -> None:
        self.folder = folder
        self.basis = basis
        self.begun = time.time()
        self._is_ready = False
        self._lists: set[str] = set()  # that are there

    def find(self, path: Path, text: str) -> list[Finding] | None:
        """Return the findings of a file with that text, or None where they have to be looked for."""
        place = self._place(path)
        try:
            entry = _read(place)
            if entry["key"] != self._key(text):
                return None
            watched = (Watched.read(entry["own"]), self._list(entry["shared"]))
            if entry["names above"] != _names_above(watched):
                return None
            stamps = self._stamps(watched)
            if not stamps or entry["stamps"] != stamps:
                if entry["contents"] != _contents(watched):
                    return None
                if stamps:
                    self._write(place, {**entry, "stamps": stamps})
            return list(map(_unpacked, entry["findings"]))
        except (OSError, zlib.error, ValueError, KeyError, TypeError, AttributeError):
            return None  # there is none, or it was not written by us

    def keep(self, path: Path, text: str, findings: Iterable[Finding], *, own: Watched, shared: Watched) -> None:
        """Write down the findings of a file with that text.

        They hang on what the file has of its ``own``, and on what is ``shared`` with others that lead to the same.
        """
        watched = (own, shared)
        # What has changed since the run began may have been read before.
        if max(each.changed() for each in watched) > self.begun - TICK:
            return
        self._make_ready()
        entry = {
            "path": str(path),  # for people
            "key": self._key(text),
            "own": own.written(),
            "shared": self._kept(shared),
            "contents": _contents(watched),
            "names above": _names_above(watched),
            "stamps": self._stamps(watched),
            "findings": list(map(_packed, findings)),
        }
        self._write(self._place(path), entry)

    def _kept(self, shared: Watched) -> str:
        """Return the name of a list, which is written once."""
        name = shared.digest()
        if name not in self._lists:
            self._lists.add(name)
            place = self._place_of_list(name)
            if not os.path.exists(place):
                self._write(place, shared.written())
        return name

    def _list(self, name: str) -> Watched:
        return _list_at(self._place_of_list(name))

    def _stamps(self, watched: Iterable[Watched]) -> str:
        """Return the stamps of all of it, "" where something was written too short a time ago."""
        stamps = [each.stamps(self.begun - COARSEST_TICK) for each in watched]
        return " ".join(stamps) if all(stamps) else ""

    def _place(self, path: Path) -> str:
        return os.path.join(self.folder, f"{digest_of(os.fsencode(path))}.json.z")

    def _place_of_list(self, name: str) -> str:
        return os.path.join(self.folder, f"{name}.list.z")

    def _key(self, text: str) -> str:
        return digest_of(f"{self.basis}\0{text}".encode(errors="surrogatepass"))

    def _write(self, place: str, written: object) -> None:
        unfinished = f"{place.removesuffix('.z')}.{os.getpid()}"
        with contextlib.suppress(OSError, ValueError):
            with open(unfinished, "wb") as file:
                file.write(zlib.compress(json.dumps(written).encode(), 1))  # most of it are paths, much alike
            os.replace(unfinished, place)  # others see the old entry or the new one

    def _make_ready(self) -> None:
        """Make the folder, and drop the older entries where there are too many, once a run."""
        if self._is_ready:
            return
        self._is_ready = True
        with contextlib.suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            with os.scandir(self.folder) as entries:
                known = sorted((each.stat().st_mtime, each.stat().st_size, each.path) for each in entries)
            if sum(size for _, size, _ in known) > MOST_BYTES:
                for _, _, path in known[: len(known) // 2 + 1]:
                    os.unlink(path)


def _read(place: str) -> Any:
    with open(place, "rb") as file:
        return json.loads(zlib.decompress(file.read()))


@remembered(maxsize=MOST_SHARED)
def _list_at(place: str) -> Watched:
    return Watched.read(_read(place))


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


def code_version() -> str:
    """Return what tells this state of the linter's own code from others.

    What is installed is replaced as a whole; in a checkout each file may be edited.
    """
    package = os.path.dirname(os.path.dirname(__file__))
    if os.path.basename(os.path.dirname(package)) in INSTALLED:
        found = os.stat(__file__)
        return f"{package} {__version__} {found.st_ino} {found.st_mtime_ns}"
    return digest_of("\0".join(_sources(package)).encode())


def _sources(folder: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for each in sorted(entries, key=lambda entry: entry.name):
            if each.is_dir():
                yield from _sources(each.path)
            elif each.name.endswith(".py"):
                found = each.stat()
                yield f"{each.path} {found.st_size} {found.st_mtime_ns}"


def user_cache() -> Path:
    """Return the folder for what may be lost of this user, ours in it."""
    home = os.path.expanduser("~")
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or os.path.join(home, "AppData", "Local")
    elif sys.platform == "darwin":
        base = os.path.join(home, "Library", "Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME") or os.path.join(home, ".cache")
    return Path(base, "flake8-cb")
