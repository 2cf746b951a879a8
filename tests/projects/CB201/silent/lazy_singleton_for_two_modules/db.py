"""One bucket for the program, opened at the first need."""
from couchbase.bucket import Bucket

_bucket = None


def get_bucket():
    global _bucket
    if _bucket is None:
        _bucket = Bucket("couchbase://ldap.example/people", username="ldap", password="pw")
    return _bucket
