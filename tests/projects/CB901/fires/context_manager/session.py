# options: --extend-select=CB901
from contextlib import contextmanager

from couchbase.bucket import Bucket


@contextmanager
def session(password):
    bucket = Bucket("couchbase://pub.local/beers", password=password)
    try:
        yield bucket
    finally:
        bucket._close()  # CB901
