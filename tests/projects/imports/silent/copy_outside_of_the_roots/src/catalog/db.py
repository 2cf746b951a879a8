import functools

from couchbase.bucket import Bucket


@functools.lru_cache(maxsize=None)
def bucket():
    return Bucket("couchbase://catalog.example/catalog")
