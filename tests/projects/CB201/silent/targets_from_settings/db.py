"""How to connect."""
from couchbase.bucket import Bucket


def connect(url):
    return Bucket(url, username="shop", password="pw")
