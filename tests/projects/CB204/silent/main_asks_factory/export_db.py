"""How to reach the documents that are exported."""
from couchbase.bucket import Bucket


def connect():
    return Bucket("couchbase://export.example.com/export", username="ex", password="pw")
