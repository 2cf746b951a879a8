"""What the parts of the catalogue share: a property without a memory."""
from couchbase.bucket import Bucket


class Part:
    def __init__(self, language="en"):
        self.language = language

    @property
    def bucket(self):
        return Bucket("couchbase://shop.example.com/catalogue", username="shop", password="pw")
