"""The page cache of a web site."""
from couchbase.bucket import Bucket

_cache = Bucket("couchbase://cb1.web.example/web", username="web", password="pw")


def put(path, html):
    _cache.upsert("page::" + path, html, ttl=300)
