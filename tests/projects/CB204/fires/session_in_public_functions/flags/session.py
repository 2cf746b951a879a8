"""A session with the flags."""
from contextlib import contextmanager

from couchbase.bucket import Bucket


@contextmanager
def session():
    bucket = Bucket("couchbase://flags.example.com/flags", username="flags", password="pw")
    try:
        yield bucket
    finally:
        bucket._close()
