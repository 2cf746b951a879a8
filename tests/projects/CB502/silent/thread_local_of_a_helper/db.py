import threading

from couchbase.bucket import Bucket

_local = threading.local()


def bucket():
    try:
        return _local.bucket
    except AttributeError:
        _local.bucket = Bucket("couchbase://crawl.example/pages")
        return _local.bucket
