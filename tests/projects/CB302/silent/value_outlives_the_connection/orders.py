def load(bucket, key):
    return bucket.get(key).value
