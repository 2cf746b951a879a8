"""The first instance opens, the others find it on the class."""
from couchbase.bucket import Bucket


class Visitor:
    _bucket = None

    def __init__(self, name):
        if Visitor._bucket is None:
            Visitor._bucket = Bucket("couchbase://log.example.com/visits", username="log", password="pw")
        self.name = name

    def count(self):
        return self._bucket.counter(self.name, initial=1).value
