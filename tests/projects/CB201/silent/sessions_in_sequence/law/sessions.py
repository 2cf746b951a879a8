"""Sessions by name."""
from contextlib import contextmanager

from couchbase.bucket import Bucket


@contextmanager
def session(name):
    bucket = Bucket("couchbase://law.example/%s" % name, username="law", password="pw")
    try:
        yield bucket
    finally:
        bucket._close()
