"""Baskets: one function forgets that the module it imports from is connected."""
from couchbase.bucket import Bucket

from shop.db import URL, bucket


def load(owner):
    return bucket.get("basket::" + owner).value


def merge(owner, guest):
    own = Bucket(URL, username="shop", password="pw")  # CB201
    items = own.get("basket::" + guest).value["items"]
    own.list_append("basket::" + owner, items)
