"""One bucket for each thread, guarded by hasattr."""
import threading

from couchbase.bucket import Bucket

_local = threading.local()


def prices():
    if not hasattr(_local, "bucket"):
        _local.bucket = Bucket("couchbase://shop.example.com/prices", username="shop", password="pw")
    return _local.bucket
