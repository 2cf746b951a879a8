from couchbase.bucket import Bucket

_opened = {}


def __getattr__(name):
    if name != "bucket":
        raise AttributeError(name)
    if name not in _opened:
        _opened[name] = Bucket("couchbase://lazy.example/lazy")
    return _opened[name]
