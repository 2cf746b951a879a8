from couchbase.bucket import Bucket

_bucket = None


def get_bucket():
    global _bucket
    if _bucket is None:
        _bucket = Bucket("couchbase://census.local/people")
    return _bucket
