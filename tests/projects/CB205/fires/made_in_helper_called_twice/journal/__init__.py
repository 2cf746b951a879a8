"""A journal of what happened."""
from couchbase.bucket import Bucket


class Journal:
    def __init__(self):
        self._bucket = Bucket("couchbase://journal.example.com/journal", username="journal", password="pw")

    def write(self, key, text):
        self._bucket.append(key, text)
