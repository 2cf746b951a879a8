bucket = None


def read(key):
    return bucket.get(key).value
