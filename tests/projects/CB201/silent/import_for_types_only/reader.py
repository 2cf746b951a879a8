"""The import is for the type checker, the program never runs it."""
from __future__ import annotations

from typing import TYPE_CHECKING

from couchbase.bucket import Bucket

if TYPE_CHECKING:
    from archive import Archive

bucket = Bucket("couchbase://docs.example.com/docs", username="docs", password="pw")


def hand_over(archive: Archive, key: str) -> None:
    archive.put(key, bucket.get(key).value)
