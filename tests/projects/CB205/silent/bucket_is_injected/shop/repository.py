"""A repository works through the bucket that it is given."""
from couchbase.bucket import Bucket


class Repository:
    def __init__(self, bucket: Bucket, prefix: str) -> None:
        self.bucket = bucket
        self.prefix = prefix

    def load(self, key):
        return self.bucket.get(f"{self.prefix}::{key}").value
