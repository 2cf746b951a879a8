"""A session lasts as long as its block."""
import contextlib

from couchbase.bucket import Bucket


@contextlib.contextmanager
def session(name):
    bucket = Bucket("couchbase://bank.example/" + name, username="bank", password="pw")
    try:
        yield bucket
    finally:
        bucket._close()
