"""Tests that put something else in the place of a name of their own."""
import sys
from unittest import mock

from addresses import TEST

from couchbase.bucket import Bucket


class Store:
    def __init__(self, address):
        self.bucket = Bucket(address, lockmode=1)


@mock.patch(__name__ + ".Bucket")
def test_connects(cls):
    bucket = Bucket(TEST)
    bucket.get("beer::1")
    cls.assert_called_once_with(TEST)


def test_keeps(monkeypatch):
    monkeypatch.setattr(sys.modules[__name__], "Bucket", mock.Mock())
    store = Store(TEST)
    store.bucket.get("beer::1")
