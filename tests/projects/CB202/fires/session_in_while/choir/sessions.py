"""Sessions of the choir's database."""
from contextlib import contextmanager

from couchbase.bucket import Bucket


@contextmanager
def session(name):
    bucket = Bucket("couchbase://choir.example/%s" % name, username="choir", password="pw")
    try:
        yield bucket
    finally:
        bucket._close()
