"""The archive connects when it is imported."""
from couchbase.bucket import Bucket

bucket = Bucket("couchbase://docs.example.com/docs", username="docs", password="pw")


class Archive:
    def put(self, key, value):
        bucket.upsert(key, value)
