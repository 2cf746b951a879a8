from functools import lru_cache

from couchbase.bucket import Bucket


@lru_cache
def get_bucket():
    return Bucket("couchbase://reports.example/reports")
