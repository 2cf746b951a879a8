"""The guard asks the class, but the bucket is kept by the instance."""
from couchbase.bucket import Bucket


class Visitor:
    _shared = None

    def __init__(self, name):
        self.name = name
        self._bucket = Visitor._shared
        if self._bucket is None:
            self._bucket = Bucket("couchbase://log.example.com/visits", username="log", password="pw")

    def count(self):
        return self._bucket.counter(self.name, initial=1).value
