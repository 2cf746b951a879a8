# options: --extend-select=CB901
from couchbase.bucket import Bucket


class Beers:
    def __init__(self, password):
        self.bucket = Bucket("couchbase://pub.local/beers", password=password)

    def get(self, name):
        return self.bucket.get(name).value

    def close(self):
        self.bucket = None
