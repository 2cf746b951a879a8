"""The top-level names of the SDK, and of all that stubs describe: all that a first look at a file asks for."""

from __future__ import annotations

from functools import cache
from pathlib import Path

#: The top-level packages whose contents differ between the generations.
PACKAGES = frozenset({"couchbase", "couchbase_core", "acouchbase", "gcouchbase", "txcouchbase"})

#: All packages of the SDK.
SDK_PACKAGES = PACKAGES | {
    "couchbase_columnar", "couchbase_analytics", "acouchbase_columnar", "acouchbase_analytics",
}  # fmt: skip

STUBS = Path(__file__).with_name("stubs")

#: Packages that offer what another does, under names of their own.
SAME_AS = {"billiard": "multiprocessing", "multiprocess": "multiprocessing"}


@cache
def top_level_names() -> frozenset[str]:
    """Return the names of all packages and modules that some stub describes."""
    return (
        frozenset(path.stem for folder in STUBS.iterdir() if folder.is_dir() for path in folder.iterdir())
        | SAME_AS.keys()
    )
