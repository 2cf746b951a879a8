def store(bucket, items):
    with bucket.pipeline():
        for key, value in items.items():
            bucket.upsert(key, value)
