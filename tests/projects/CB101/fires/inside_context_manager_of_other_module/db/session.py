from contextlib import contextmanager

from couchbase.bucket import Bucket


@contextmanager
def session(name):
    bucket = Bucket("couchbase://clinic.local/" + name)
    try:
        yield bucket
    finally:
        bucket._close()
