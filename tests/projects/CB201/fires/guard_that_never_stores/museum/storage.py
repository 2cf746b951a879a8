"""The guard looks at a variable that nobody sets."""
from couchbase.bucket import Bucket

_bucket = None


def get_bucket():
    if _bucket is not None:
        return _bucket
    return Bucket("couchbase://museum.example/paintings", username="museum", password="pw")


def title_key(number):
    return "painting::%d::title" % number
