"""The gate: whether a file can concern us at all."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from flake8_cb.project.imports import imports_in

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Part of the name of every package of the SDK: ``couchbase``, ``acouchbase``, ``couchbase_core`` and so on.
SDK_NAME = "couchbase"


def imports_others(text: str) -> bool:
    """Reports whether the file imports something that Python does not bring along."""
    return any(
        module.startswith(".") or module.partition(".")[0] not in sys.stdlib_module_names
        for module, _ in imports_in(text)
    )


def concerns(lines: Iterable[str]) -> bool:
    """Reports whether the SDK's name stands anywhere in the file, be it in a comment.

    A search for a substring and nothing more, because every file of a flake8 run pays for it.
    """
    return any(SDK_NAME in line for line in lines)
