def text_of(bucket, key):
    return bucket.get(key).value["text"]
