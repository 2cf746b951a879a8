from couchbase.bucket import Bucket

from . import models

_bucket = None


def bucket():
    global _bucket
    if _bucket is None:
        _bucket = Bucket("couchbase://band.example/songs")
    return _bucket


def first():
    return models.Song("song:1")
