"""A store of values that are dear to compute."""
from couchbase.bucket import Bucket


class Store:
    def __init__(self):
        self.bucket = Bucket("couchbase://cache.example.com/cache", username="cache", password="pw")

    def get(self, key):
        return self.bucket.get(key, quiet=True).value

    def put(self, key, value, seconds):
        self.bucket.upsert(key, value, ttl=seconds)
