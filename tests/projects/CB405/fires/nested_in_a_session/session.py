from contextlib import contextmanager

from couchbase.bucket import Bucket


@contextmanager
def session(password):
    yield Bucket("couchbase://pub.local/beers", password=password)
