"""Everything works through the bucket that is passed in."""
from couchbase.bucket import Bucket


def follow(bucket: Bucket, start: str):
    key = start
    while key:
        document = bucket.get(key).value
        yield document
        key = document.get("next")


def longest(bucket: Bucket, starts: list) -> int:
    return max(sum(1 for _ in follow(bucket, start)) for start in starts)
