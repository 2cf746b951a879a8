"""A table is a bucket of the server."""
from couchbase.bucket import Bucket


class Table:
    def __init__(self, name):
        self.bucket = Bucket(f"couchbase://db.example.com/{name}", username="db", password="pw")

    def size(self):
        return self.bucket.get("size").value
