"""The store: files in the user's cache folder, which any number of runs may share at the same time.

What can go wrong with the disk only costs what stands in them. Every run of flake8 that looks for something there
imports this module: it needs little.
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
from typing import Any

from flake8_cb import __version__
from flake8_cb.project.watched import Watched, digest_of, stamps_of

#: Beyond that, in bytes, the older half of the entries is dropped.
MOST_BYTES = 64 * 1024 * 1024

#: Folders of installed packages.
INSTALLED = ("site-packages", "dist-packages")

#: How coarse the times of a file system may be, in seconds.
TICK = 0.05

#: How coarse they are where they are coarsest, in seconds: two writings within that may look like one.
COARSEST_TICK = 2.0

#: What `Store.read` raises, and whoever takes for granted what should stand there: there is nothing, or it is not ours.
NOTHING_OF_OURS = (OSError, zlib.error, ValueError, KeyError, TypeError, AttributeError)


class Store:
    """One folder, for one run.

    ``basis`` is what all of it hangs on beside files: the linter itself, the Python that it runs on, and options.
    """

    def __init__(self, folder: Path, basis: str) -> None:
        self.folder = folder
        self.basis = basis
        self.begun = time.time()
        self._is_ready = False

    def path(self, name: str) -> str:
        return os.path.join(self.folder, name)

    def read(self, name: str) -> Any:
        """Return what was written; raises one of `NOTHING_OF_OURS` where that cannot be."""
        return _read(self.path(name))

    def write(self, name: str, written: object) -> None:
        """Write what JSON can say. Others see what was there or what is there now."""
        unfinished = self.path(f"{name.removesuffix('.z')}.{os.getpid()}")
        with contextlib.suppress(OSError, ValueError):
            self._make_ready()
            with open(unfinished, "wb") as file:
                file.write(zlib.compress(json.dumps(written).encode(), 1))  # most of it are paths, much alike
            os.replace(unfinished, self.path(name))

    def has(self, name: str) -> bool:
        """Report whether something was written under that name and will stay there while the run lasts."""
        self._make_ready()
        return os.path.exists(self.path(name))

    def stamps(self, *watched: Watched) -> str:
        """Return the stamps of all of it, "" where something was written too short a time ago."""
        stamps = [each.stamps(self.begun - COARSEST_TICK) for each in watched]
        return " ".join(stamps) if all(stamps) else ""

    def stamps_of(self, paths: Iterable[str]) -> list[str]:
        """Return the stamp of each path, "" for what was written too short a time ago."""
        return stamps_of(paths, self.begun - COARSEST_TICK)

    def may_have_seen(self, *watched: Watched) -> bool:
        """Report whether something has changed since the run began, so that it may have seen what was there before."""
        return max(each.changed() for each in watched) > self.begun - TICK

    def key(self, *texts: str) -> str:
        """Return a short text for these and all that is taken for granted."""
        return digest_of("\0".join((self.basis, *texts)).encode(errors="surrogatepass"))

    def _make_ready(self) -> None:
        """Make the folder, and drop the older files where there are too many, once a run."""
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
