"""How to reach the travel data."""
from couchbase.bucket import Bucket


def connect(name="travel"):
    return Bucket("couchbase://localhost/" + name, username="test", password="pw")
