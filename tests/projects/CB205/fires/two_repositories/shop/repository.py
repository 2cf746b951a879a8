"""A repository of documents with a common prefix."""
from couchbase.bucket import Bucket


class Repository:
    def __init__(self, prefix):
        self.prefix = prefix
        self.bucket = Bucket("couchbase://db1.shop.example,db2.shop.example/shop", username="shop", password="pw")

    def load(self, key):
        return self.bucket.get(f"{self.prefix}::{key}").value
