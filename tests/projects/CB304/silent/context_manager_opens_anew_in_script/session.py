from contextlib import contextmanager

from couchbase.bucket import Bucket


@contextmanager
def session():
    bucket = Bucket("couchbase://localhost/beer-sample")
    try:
        yield bucket
    finally:
        bucket._close()
