"""Reads and writes pictures; each function connects by itself."""
from couchbase.bucket import Bucket

URL = "couchbase://media.example.com/pictures"


def load(key):
    bucket = Bucket(URL, username="media", password="pw")  # CB204
    return bucket.get(key).value


def store(key, picture):
    bucket = Bucket(URL, username="media", password="pw")  # CB204
    bucket.upsert(key, picture, ttl=86400)
