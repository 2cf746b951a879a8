"""The flavours of the SDK: whose objects make the thread wait, and what is their asyncio twin."""

from __future__ import annotations

from flake8_cb.sdk.reader import StubClass

#: Packages whose operations make the thread wait until they are over, each with its twin for asyncio.
ASYNCIO_TWINS = {
    "couchbase": "acouchbase",
    "couchbase_core": "acouchbase",
    "couchbase_columnar": "acouchbase_columnar",
    "couchbase_analytics": "acouchbase_analytics",
}


def is_sync(cls: StubClass) -> bool:
    """Report whether the class is of the sync flavour; the other flavours build on its classes."""
    return all(is_sync_module(each.module.name) for each in cls.mro())


def is_sync_module(name: str) -> bool:
    """Report whether the classes of a module of the SDK make the thread wait."""
    package, *inner = name.split(".")
    return package in ASYNCIO_TWINS and "asynchronous" not in inner
