"""A bucket for the length of a with statement."""
from contextlib import contextmanager

from couchbase.bucket import Bucket


@contextmanager
def session(name):
    bucket = Bucket("couchbase://stock.example.com/" + name, username="stock", password="pw")
    try:
        yield bucket
    finally:
        bucket._close()
