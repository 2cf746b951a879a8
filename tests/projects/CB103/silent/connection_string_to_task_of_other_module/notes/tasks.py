from couchbase.bucket import Bucket

_opened = {}


def copy(connstr, key):
    if connstr not in _opened:
        _opened[connstr] = Bucket(connstr)
    bucket = _opened[connstr]
    bucket.upsert("copy::" + key, bucket.get(key).value)
