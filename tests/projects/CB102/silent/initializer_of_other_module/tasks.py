from couchbase.bucket import Bucket

_bucket = None


def connect(connstr):
    global _bucket
    _bucket = Bucket(connstr)


def weigh(key):
    return _bucket.get(key).value["weight"]
