"""The store connects when it is made, and it is made once."""
from couchbase.bucket import Bucket
from single import Single


class ToyStore(metaclass=Single):
    def __init__(self):
        self.bucket = Bucket("couchbase://toys.example/toys", username="toys", password="pw")

    def get(self, key):
        return self.bucket.get(key).value
