from flask import g

from couchbase.bucket import Bucket


def connect():
    return Bucket("couchbase://shop.example/carts")


def close(error=None):
    bucket = g.pop("bucket", None)
    if bucket is not None:
        bucket._close()
