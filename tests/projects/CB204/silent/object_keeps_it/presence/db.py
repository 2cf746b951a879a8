"""Who is there: the bucket."""
from couchbase.bucket import Bucket


def connect(name):
    return Bucket(f"couchbase://chat.example.com/{name}", username="chat", password="pw")
