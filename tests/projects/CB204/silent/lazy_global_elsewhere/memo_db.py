"""One bucket for the program, opened at the first use."""
from couchbase.bucket import Bucket

_bucket = None


def bucket():
    global _bucket
    if _bucket is None:
        _bucket = Bucket("couchbase://memo.example.com/memo", username="memo", password="pw")
    return _bucket
