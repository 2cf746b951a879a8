"""The database of beers: each object of the class opens a bucket."""
from couchbase.bucket import Bucket


class Beers:
    def __init__(self):
        self.bucket = Bucket("couchbase://beer.example.com/beers", password="p")

    def find(self, name):
        return self.bucket.get(name).value
