"""The gate: whether a file can concern us at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Part of the name of every package of the SDK: ``couchbase``, ``acouchbase``, ``couchbase_core`` and so on.
SDK_NAME = "couchbase"


def concerns(lines: Iterable[str]) -> bool:
    """Reports whether the SDK's name stands anywhere in the file, be it in a comment.

    A search for a substring and nothing more, because every file of a flake8 run pays for it.
    """
    return any(SDK_NAME in line for line in lines)
