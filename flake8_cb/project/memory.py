"""What is remembered of the disk: true for one run of flake8, while editors do many runs in one process."""

from __future__ import annotations

import functools
import gc
from typing import TYPE_CHECKING, ParamSpec, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

_Given = ParamSpec("_Given")
_Read = TypeVar("_Read")

#: A run over fewer files has nothing from it that is set apart.
FEWEST_FILES = 16

#: What empties each of the memories.
_EMPTIES: list[Callable[[], None]] = []


def remembered(maxsize: int | None = None) -> Callable[[Callable[_Given, _Read]], functools._lru_cache_wrapper[_Read]]:
    """Returns a decorator like ``functools.lru_cache``, for what is read from disk."""

    def remember(function: Callable[_Given, _Read]) -> functools._lru_cache_wrapper[_Read]:
        kept = functools.lru_cache(maxsize)(function)
        _EMPTIES.append(kept.cache_clear)
        return kept

    return remember


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
