"""The gate: whether a file can concern us at all."""

from __future__ import annotations

import os
import sys

from flake8_cb.project.imports import imports_of

#: Part of the name of every package of the SDK: ``couchbase``, ``acouchbase``, ``couchbase_core`` and so on.
SDK_NAME = "couchbase"

#: Without one of these words a file puts no folder on ``sys.path``.
SEARCH_PATH = ("sys.path", "addsitedir")


def imports_others(text: str, folder: str) -> bool:
    """Reports whether a file in that folder imports something that Python does not bring along."""
    tops = {"" if module.startswith(".") else module.partition(".")[0] for module, _ in imports_of(text)}
    return any(top not in sys.stdlib_module_names or _is_in(folder, top) for top in tops)


def _is_in(folder: str, top: str) -> bool:
    """Reports whether a module beside the file is found before the one that Python brings along."""
    return top not in sys.builtin_module_names and any(
        os.path.isfile(os.path.join(folder, name)) for name in (f"{top}.py", os.path.join(top, "__init__.py"))
    )


def concerns(text: str) -> bool:
    """Report whether the SDK's name stands anywhere in a file, be it in a comment.

    A search for a substring and nothing more, because every file of a flake8 run pays for it.
    """
    return SDK_NAME in text


def changes_search_path(text: str) -> bool:
    """Report whether a file may put folders on ``sys.path``, as a search for words tells."""
    return any(word in text for word in SEARCH_PATH)
