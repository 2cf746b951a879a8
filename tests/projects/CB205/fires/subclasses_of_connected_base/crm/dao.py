"""The base of all data access objects connects."""
from couchbase.bucket import Bucket


class Dao:
    kind = None

    def __init__(self):
        self.bucket = Bucket("couchbase://crm.example.com/crm", username="crm", password="pw")

    def find(self, key):
        return self.bucket.get(f"{self.kind}::{key}", quiet=True).value
