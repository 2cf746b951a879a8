"""Fetches pages."""
from couchbase.bucket import Bucket


class Fetcher:
    def __init__(self):
        self.bucket = Bucket("couchbase://fetch.example.com/pages", username="fetch", password="pw")

    def size(self, key):
        return len(self.bucket.get(key).value)
