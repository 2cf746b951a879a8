"""The documents of the zoo."""
from couchbase.bucket import Bucket

from .single import Single


class Store(metaclass=Single):
    def __init__(self):
        self._bucket = Bucket("couchbase://zoo.example.com/animals", username="zoo", password="pw")

    def find(self, key):
        return self._bucket.get(key).value
