"""A counter with a name."""
from couchbase.bucket import Bucket


class Counter:
    def __init__(self, name):
        self.name = name
        self.bucket = Bucket("couchbase://127.0.0.1/counters", username="test", password="pw")

    def next(self):
        return self.bucket.counter(self.name, initial=0).value
