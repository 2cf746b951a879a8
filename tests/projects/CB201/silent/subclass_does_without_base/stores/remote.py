"""A store that connects when it is made."""
from couchbase.bucket import Bucket

URL = "couchbase://store.example.com/store"


class Remote:
    def __init__(self):
        self.bucket = Bucket(URL, username="store", password="pw")

    def put(self, key, value):
        self.bucket.upsert(key, value)
