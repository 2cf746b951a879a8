from . import storage


def keeper(key):
    return storage.bucket.get(key).value["keeper"]
