"""How to reach the products."""
from couchbase.bucket import Bucket

DSN = "couchbase://import.example/products"


def connect():
    bucket = Bucket(DSN, username="import", password="pw")
    bucket.timeout = 10
    return bucket
