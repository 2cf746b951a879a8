"""A reader that can be closed, and closes itself at the end of a block."""
from couchbase.bucket import Bucket


class Reader:
    def __init__(self):
        self._bucket = Bucket("couchbase://read.example.com/texts", username="read", password="pw")

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        self._bucket._close()
        return False

    def text(self, key):
        return self._bucket.get(key).value
