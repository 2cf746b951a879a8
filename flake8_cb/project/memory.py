"""What is remembered of the disk: true for one run of flake8, while editors do many runs in one process."""

from __future__ import annotations

import functools
import gc
from typing import TYPE_CHECKING, Generic, ParamSpec, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

_Given = ParamSpec("_Given")
_Read = TypeVar("_Read")
_Key = TypeVar("_Key", bound="Hashable")
_Kept = TypeVar("_Kept")

#: A run over fewer files has nothing from it that is set apart.
FEWEST_FILES = 16

#: What empties each of the memories.
_EMPTIES: list[Callable[[], None]] = []

#: What makes room.
_TIDIERS: list[Callable[[], None]] = []


def remembered(maxsize: int | None = None) -> Callable[[Callable[_Given, _Read]], functools._lru_cache_wrapper[_Read]]:
    """Returns a decorator like ``functools.lru_cache``, for what is read from disk."""

    def remember(function: Callable[_Given, _Read]) -> functools._lru_cache_wrapper[_Read]:
        kept = functools.lru_cache(maxsize)(function)
        _EMPTIES.append(kept.cache_clear)
        return kept

    return remember


def between_files(function: Callable[[], None]) -> Callable[[], None]:
    """Has a function that makes room called between two files."""
    _TIDIERS.append(function)
    _EMPTIES.append(function)
    return function


class Shelf(Generic[_Key, _Kept]):
    """Keeps large things that are made when they are asked for, those that files have asked for last.

    Nothing goes while a file is looked into, which may hold parts of it: only `tidy` takes away.
    """

    def __init__(self, make: Callable[[_Key], _Kept], size: Callable[[_Key], int], most: int) -> None:
        self._make = make
        self._size = size
        self._most = most
        self._sizes: dict[_Key, int] = {}
        self._earlier: dict[_Key, _Kept] = {}  # what was asked for last comes last
        self._now: dict[_Key, _Kept] = {}
        _EMPTIES.append(self.clear)
        _TIDIERS.append(self.tidy)

    def get(self, key: _Key) -> _Kept:
        """Returns what is kept, or made now."""
        if key not in self._now:
            if key not in self._sizes:
                self._sizes[key] = self._size(key)
            self._now[key] = self._earlier.pop(key) if key in self._earlier else self._make(key)
        return self._now[key]

    def clear(self) -> None:
        """Takes everything away."""
        for each in (self._sizes, self._earlier, self._now):
            each.clear()

    def tidy(self) -> None:
        """Takes away what was not asked for since the last time, as far as all together is too large."""
        taken = sum(self._sizes.values()) - self._most
        while taken > 0 and self._earlier:
            oldest = next(iter(self._earlier))
            del self._earlier[oldest]
            taken -= self._sizes.pop(oldest)
        self._earlier.update(self._now)
        self._now.clear()


def tidy() -> None:
    """Makes room between two files."""
    for tidy_one in _TIDIERS:
        tidy_one()


def set_apart(files: int) -> None:
    """Takes what is kept out of the search for cyclic garbage, whenever the number of files has doubled.

    The other plugins of flake8 make such garbage with every file, and it is searched for in all that lives: in what
    is remembered here as well, again and again. Garbage of the moment is collected before, as it would stay else.
    """
    if files >= FEWEST_FILES and files.bit_count() == 1 and hasattr(gc, "freeze"):  # not every Python has it
        gc.collect()
        gc.freeze()


def forget() -> None:
    """Forgets it all: the next run sees the disk as it is then."""
    for empty in _EMPTIES:
        empty()
