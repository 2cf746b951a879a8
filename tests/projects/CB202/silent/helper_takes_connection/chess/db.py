"""Open the board's bucket, and work on what is given."""
from couchbase.bucket import Bucket


def connect():
    return Bucket("couchbase://chess.example/grains", username="chess", password="pw")


def double(bucket: Bucket, key: str) -> int:
    value = bucket.get(key).value * 2
    bucket.upsert(key, value)
    return value
