"""Outlines: what the text of a module tells without being parsed, enough to know where its imports lead."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import NamedTuple

from flake8_cb.project.imports import imports_of
from flake8_cb.project.memory import between_files, remembered
from flake8_cb.project.parsing import read
from flake8_cb.sdk.packages import SDK_PACKAGES

#: Words without which a module starts no process, thread or greenlet, ends none, and hands nothing to a reactor.
WORK = ("multiproc", "billiard", "concurrent.futures", "joblib", "loky", "DaemonContext", "Thread", "fork", "_exit",
        "execv", "execl", "gevent", "twisted", "asyncio", "anyio")  # fmt: skip

#: Names at the top of a module that begin without anything, and global names that functions set.
_STATE = re.compile(r"^\w+ *(?::.*)?= *(?:None|\{\}|\[\]|[\w.]+\(\))|^ +global \w", re.MULTILINE)

#: Texts that are kept while one file is looked into, in bytes of memory.
MOST_WAITING = 3_000_000

#: Files whose imports are kept for the next folder.
MOST_SUMMARIES = 16_384


class Summary:
    """What the text of a module tells without being parsed: enough to know where its imports lead.

    ``mark`` is the same for the same text.
    """

    __slots__ = ("_traits", "imports", "mark", "mentions_sdk")

    def __init__(self, text: str) -> None:
        self.imports = imports_of(text)
        self.mark = hash(text)
        self.mentions_sdk = any(module.partition(".")[0] in SDK_PACKAGES for module, _ in self.imports)
        # Of most modules they are never asked for, and to look for so many words takes as long as all the rest.
        self._traits: Traits | None = None if _TEXTS.put(self, text) else Traits.of(text)

    def traits(self, path: Path) -> Traits:
        """Return what else the text tells; it is that of a file."""
        if self._traits is None:
            text = _TEXTS.take(self)
            self._traits = Traits.of(read(path) if text is None else text)
        return self._traits


class Traits(NamedTuple):
    """What the words of a module tell.

    ``mentions_work``: it may start or end a process, a thread or a task. ``keeps_state``: it has collections that
    functions may fill, or names that they set.
    """

    mentions_work: bool
    keeps_state: bool

    @classmethod
    def of(cls, text: str) -> Traits:
        """Return the traits of a text."""
        return cls(any(word in text for word in WORK), _STATE.search(text) is not None)


class Texts:
    """Texts of modules that may be asked for once more while one file is looked into, as far as there is room."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._size = 0
        self._kept: dict[Summary, str] = {}
        between_files(self.clear)

    def put(self, summary: Summary, text: str) -> bool:
        """Keep a text, and report whether there was room for it."""
        if self._size + sys.getsizeof(text) > self._most:
            return False
        self._size += sys.getsizeof(text)
        self._kept[summary] = text
        return True

    def take(self, summary: Summary) -> str | None:
        """Return the text and keep it no longer; None where it is gone already."""
        text = self._kept.pop(summary, None)
        self._size -= sys.getsizeof(text) if text is not None else 0
        return text

    def clear(self) -> None:
        """Keep none of them."""
        self._kept.clear()
        self._size = 0


_TEXTS = Texts(MOST_WAITING)


@remembered(maxsize=MOST_SUMMARIES)
def summarized(path: Path) -> Summary:
    """Return what the text of a file on disk tells, which folders with roots of their own may share."""
    return Summary(read(path))
