"""Opens the bucket of the carts."""
from couchbase.bucket import Bucket


def open_carts():
    return Bucket("couchbase://carts.example.com/carts", username="carts", password="pw")
