"""What findings hang on, as it is on disk now: the texts of files, and the names of what is in folders.

All is told by short texts that are compared with those of an earlier run. Every run of flake8 that looks for an entry
of `results.py` imports this module: it needs little.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from importlib.util import source_hash
from operator import attrgetter
from typing import NamedTuple

from flake8_cb.project.boundary import Kind, kinds
from flake8_cb.project.memory import remembered

#: What many files hang on is asked for again and again: so many of that stay in memory.
MOST_SHARED = 64

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

    files: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()
    above: tuple[str, ...] = ()

    @remembered(maxsize=MOST_SHARED)
    def contents(self) -> str:
        """Return what there is now in the files and folders, as a short text."""
        return digest_of("\0".join((*map(contents_of, self.files), *map(names_in, self.folders))).encode())

    @remembered(maxsize=MOST_SHARED)
    def names_above(self) -> str:
        """Return what may declare something far up, as a short text."""
        return digest_of("\0".join(map(telling_names_in, self.above)).encode())

    @remembered(maxsize=MOST_SHARED)
    def stamps(self, before: float) -> str:
        """Return a short text that is another one after each writing, "" where something was written after ``before``.

        That is in seconds since the epoch: the clock of the file system may stand still for a moment.
        """
        stamps = list(map(stamp_of, (*self.files, *self.folders)))
        if max(map(_changed, stamps), default=0) > before:
            return ""
        return digest_of("\0".join(map(_text, stamps)).encode())

    @remembered(maxsize=MOST_SHARED)
    def changed(self) -> float:
        """Return when one of the files was changed last, in seconds since the epoch."""
        return max(map(_changed, map(stamp_of, self.files)), default=0)

    @remembered(maxsize=MOST_SHARED)
    def digest(self) -> str:
        """Return a short text for the paths themselves."""
        return digest_of("\0".join(self.written()).encode(errors="surrogateescape"))

    def written(self) -> list[str]:
        """Return the paths for an entry: texts of many lines are written and read faster than many texts.

        A path with a line break in it is read as two that are not there, and costs the entry.
        """
        return ["\n".join(paths) for paths in self]

    @classmethod
    def read(cls, texts: list[str]) -> Watched:
        """Return what was written so."""
        files, folders, above = (tuple(text.split("\n")) if text else () for text in texts)
        return cls(files, folders, above)


class Stamp(NamedTuple):
    """What the system notes of a file or folder: as a text, when it was changed last, and the size of a file.

    The time is in seconds since the epoch, the size in bytes; what is no file has none.
    """

    text: str = "nothing"
    changed: float = 0
    size: int | None = None


@remembered()
def stamp_of(path: str) -> Stamp:
    """Return the stamp of what is there, as it is when that is asked for the first time; of nothing an empty one."""
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return Stamp()
    return Stamp(
        f"{found.st_ino} {found.st_size} {found.st_mtime_ns} {found.st_ctime_ns}",
        max(found.st_mtime, found.st_ctime),  # a time that is set back does not hide what was changed
        found.st_size if stat.S_ISREG(found.st_mode) else None,
    )


#: They are read of hundreds of files for each that is linted.
_text, _changed = map(attrgetter, ("text", "changed"))


def stamps_of(paths: Iterable[str], before: float) -> list[str]:
    """Return for each path a text that is another one after each writing, "" where that was later than ``before``."""
    return [each.text if each.changed <= before else "" for each in map(stamp_of, paths)]


def data_of(path: str) -> bytes:
    """Return what stands in a file, and note what the first that reads it finds there.

    Raises OSError for what cannot be read or is no file.
    """
    if stamp_of(path).size is None:
        raise FileNotFoundError(path)
    with open(path, "rb") as file:
        data = file.read()
    if path not in _digests():
        _digests()[path] = digest_of(data)
    return data


def contents_of(path: str) -> str:
    """Return the contents of a file as a short text; what is none, or cannot be read, has none."""
    if path not in _digests():
        try:
            data_of(path)
        except OSError:
            return ""
    return _digests()[path]


@remembered()
def _digests() -> dict[str, str]:
    """Return the contents of the files that were read."""
    return {}


@remembered()
def names_in(folder: str) -> str:
    """Return the names of what is in a folder as a short text: where a link leads belongs to it, caches do not."""
    names = []
    for name, kind in kinds(folder).items():
        if kind is Kind.LINK:
            names.append(f"{name}>{_link(os.path.join(folder, name))}")
        elif name == ".git" or not name.startswith((".", "__pycache__")):
            names.append(name)
    return digest_of("\0".join(sorted(names)).encode(errors="surrogateescape"))


def _link(path: str) -> str:
    """Return where a link leads; one that is gone leads nowhere."""
    try:
        return os.readlink(path)
    except OSError:
        return ""


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
    """Return a short text for a long one: the hash by which Python knows the source that it has compiled."""
    return source_hash(text).hex()
