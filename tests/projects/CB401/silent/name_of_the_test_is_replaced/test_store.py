"""Tests that put something else in the place of a name of their own."""
import sys
from unittest import mock

from couchbase.bucket import Bucket


class Store:
    def __init__(self, address):
        self.bucket = Bucket(address, lockmode=1)


@mock.patch(__name__ + ".Bucket")
def test_connects(cls):
    bucket = Bucket("couchbase://localhost/beers")
    bucket.get("beer::1")
    cls.assert_called_once_with("couchbase://localhost/beers")


def test_keeps(monkeypatch):
    monkeypatch.setattr(sys.modules[__name__], "Bucket", mock.Mock())
    store = Store("couchbase://localhost/beers")
    store.bucket.get("beer::1")
