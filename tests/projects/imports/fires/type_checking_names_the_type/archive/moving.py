from __future__ import annotations

from typing import TYPE_CHECKING

from couchbase.n1ql import N1QLQuery

if TYPE_CHECKING:
    from .kinds import Bucket


def clear(bucket: Bucket, owner: str) -> None:
    bucket._close()
    bucket.n1ql_query(N1QLQuery("DELETE FROM archive WHERE owner = $1", owner)).execute()  # CB302 missed
