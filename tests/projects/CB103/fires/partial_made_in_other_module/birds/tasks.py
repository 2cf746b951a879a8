import functools


def _store(bucket, name):
    bucket.upsert(name, {"name": name})


def saver(bucket):
    return functools.partial(_store, bucket)
