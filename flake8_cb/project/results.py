"""Results: what was found in a file is kept on disk, and found there again until something that it hangs on changes.

An entry names the files that were read and the folders in which modules and declarations were looked for, and holds
as long as all of them have the contents that they had. Where the system says that nothing was written since, they are
not read for that; other times decide nothing: a fresh checkout is as good as the last one. What can go wrong with the
disk only costs the entry.

Every run of flake8 that looks for an entry imports this module: it needs little.
"""

from __future__ import annotations

import contextlib
import json
import os
import stat
import sys
import time
import zlib
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from operator import attrgetter
from pathlib import Path
from typing import Any, NamedTuple

from flake8_cb import __version__
from flake8_cb.findings import Finding, Step
from flake8_cb.project.memory import remembered

#: Beyond that, in bytes, the older half of the entries is dropped.
MOST_BYTES = 64 * 1024 * 1024

#: Folders of installed packages.
INSTALLED = ("site-packages", "dist-packages")

#: How coarse the times of a file system may be, in seconds.
TICK = 0.05

#: How coarse they are where they are coarsest, in seconds: two writings within that may look like one.
COARSEST_TICK = 2.0


#: How the names begin or end of what a project may declare something by, wherever it stands above a file.
TELLING_BEGINNINGS = ("Dockerfile", "Pipfile", "Procfile")
TELLING_ENDINGS = (
    ".git", ".py", ".toml", ".cfg", ".txt", ".lock", ".ini", ".yml", ".yaml", ".json", ".dist-info", ".egg-info",
)  # fmt: skip


class Watched(NamedTuple):
    """What findings hang on beside the linted file.

    The texts of ``files``, the names of all that is in ``folders``, in which modules are looked for, and of what may
    declare something in those ``above``: far up others put there what is of no concern. All in a fixed order.
    """

    files: Sequence[str]
    folders: Sequence[str]
    above: Sequence[str]

    def contents(self) -> str:
        """Return what there is now in the files and folders, as a short text."""
        texts = map(_digest, map(contents_of, self.files))
        return digest_of("\0".join((*texts, *map(names_in, self.folders))).encode())

    def names_above(self) -> str:
        """Return what may declare something far up, as a short text."""
        return digest_of("\0".join(map(telling_names_in, self.above)).encode())

    def stamps(self, before: float) -> str:
        """Return a short text that is another one after each writing, "" where something was written after ``before``.

        That is in seconds since the epoch: the clock of the file system may stand still for a moment.
        """
        stamps = list(map(stamp_of, (*self.files, *self.folders)))
        if max(map(_changed, stamps), default=0) > before:
            return ""
        return digest_of("\0".join(map(_text, stamps)).encode())

    def written(self) -> list[str]:
        """Return the paths for an entry: texts of many lines are written and read faster than many texts.

        A path with a line break in it is read as two that are not there, and costs the entry.
        """
        return ["\n".join(paths) for paths in self]

    @classmethod
    def read(cls, texts: list[str]) -> Watched:
        """Return what was written so."""
        files, folders, above = (text.split("\n") if text else [] for text in texts)
        return cls(files, folders, above)


class Stamp(NamedTuple):
    """What the system notes of a file or folder, as a text, and when it was changed, in seconds since the epoch."""

    text: str
    changed: float


@remembered()
def stamp_of(path: str) -> Stamp:
    """Return the stamp of what is there; what is not there has an empty one."""
    try:
        found = os.stat(path)
    except OSError:
        return Stamp("", 0)
    text = f"{found.st_ino} {found.st_size} {found.st_mtime_ns} {found.st_ctime_ns}"
    return Stamp(text, _changed_last(found))


def _changed_last(found: os.stat_result) -> float:
    """Return when a file or what is noted of it was changed last: a time that is set back does not hide it."""
    return max(found.st_mtime, found.st_ctime)


#: They are read of hundreds of files for each that is linted.
_text, _changed, _digest = map(attrgetter, ("text", "changed", "digest"))


class Contents(NamedTuple):
    """The text of a file as a short one, and when it was changed last, in seconds since the epoch."""

    digest: str
    changed: float


@remembered()
def contents_of(path: str) -> Contents:
    """Return the contents of a file; what is none, or cannot be read, has none."""
    try:
        found = os.stat(path)
        if not stat.S_ISREG(found.st_mode):
            return Contents("", 0)
        with open(path, "rb") as file:
            return Contents(digest_of(file.read()), _changed_last(found))
    except OSError:
        return Contents("", 0)


@remembered()
def names_in(folder: str) -> str:
    """Return the names of what is in a folder as a short text: where a link leads belongs to it, caches do not."""
    names = []
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for each in entries:
            if each.is_symlink():
                names.append(f"{each.name}>{os.readlink(each.path)}")
            elif each.name == ".git" or not each.name.startswith((".", "__pycache__")):
                names.append(each.name)
    return digest_of("\0".join(sorted(names)).encode(errors="surrogateescape"))


@remembered()
def telling_names_in(folder: str) -> str:
    """Return the names in a folder that tell something of the projects below it, as a short text."""
    try:
        names = [
            each for each in os.listdir(folder) if each.startswith(TELLING_BEGINNINGS) or each.endswith(TELLING_ENDINGS)
        ]
    except OSError:
        names = []
    return digest_of("\0".join(sorted(names)).encode(errors="surrogateescape"))


def digest_of(text: bytes) -> str:
    return blake2b(text, digest_size=16).hexdigest()


class Results:
    """The entries in one folder, which any number of runs may share.

    ``basis`` is all that findings hang on beside files: the linter itself, the Python that it runs on, and options.
    """

    def __init__(self, folder: Path, basis: str) -> None:
        self.folder = folder
        self.basis = basis
        self.begun = time.time()
        self.is_bounded = False

    def find(self, path: Path, text: str) -> list[Finding] | None:
        """Return the findings of a file with that text, or None where they have to be looked for."""
        try:
            entry = json.loads(zlib.decompress(self._entry(path).read_bytes()))
            if entry["key"] != self._key(text):
                return None
            watched = Watched.read(entry["watched"])
            if entry["names above"] != watched.names_above():
                return None
            stamps = watched.stamps(self.begun - COARSEST_TICK)
            if not stamps or entry["stamps"] != stamps:
                if entry["contents"] != watched.contents():
                    return None
                if stamps:
                    self._write(path, {**entry, "stamps": stamps})
            return list(map(_unpacked, entry["findings"]))
        except (OSError, zlib.error, ValueError, KeyError, TypeError, AttributeError):
            return None  # there is none, or it was not written by us

    def keep(self, path: Path, text: str, findings: Iterable[Finding], watched: Watched) -> None:
        """Write down the findings of a file with that text."""
        # What has changed since the run began may have been read before.
        if max(map(_changed, map(contents_of, watched.files)), default=0) > self.begun - TICK:
            return
        entry = {
            "path": str(path),  # for people
            "key": self._key(text),
            "watched": watched.written(),
            "contents": watched.contents(),
            "names above": watched.names_above(),
            "stamps": watched.stamps(self.begun - COARSEST_TICK),
            "findings": list(map(_packed, findings)),
        }
        self._write(path, entry)

    def _write(self, path: Path, entry: dict[str, Any]) -> None:
        place = self._entry(path)
        unfinished = place.with_suffix(f".{os.getpid()}")
        with contextlib.suppress(OSError, ValueError):
            self.folder.mkdir(parents=True, exist_ok=True)
            self._bound()
            unfinished.write_bytes(zlib.compress(json.dumps(entry).encode(), 1))  # most of it are paths, much alike
            unfinished.replace(place)  # others see the old entry or the new one

    def _entry(self, path: Path) -> Path:
        return self.folder / f"{digest_of(os.fsencode(path))}.json.z"

    def _key(self, text: str) -> str:
        return digest_of(f"{self.basis}\0{text}".encode(errors="surrogatepass"))

    def _bound(self) -> None:
        """Drop the older entries where there are too many, once a run."""
        if self.is_bounded:
            return
        self.is_bounded = True
        with os.scandir(self.folder) as entries:
            known = sorted((found.st_mtime, found.st_size, each.path) for each in entries for found in [each.stat()])
        if sum(size for _, size, _ in known) > MOST_BYTES:
            for _, _, path in known[: len(known) // 2 + 1]:
                os.unlink(path)


def _packed(finding: Finding) -> list[Any]:
    steps = [[each.path, each.line, each.column, each.words] for each in finding.steps]
    return [finding.line, finding.column, finding.code, finding.message, steps]


def _unpacked(row: list[Any]) -> Finding:
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
