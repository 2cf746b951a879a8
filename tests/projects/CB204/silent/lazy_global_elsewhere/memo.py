"""Public functions that ask the other module."""
import memo_db


def remember(key, value):
    memo_db.bucket().upsert(key, value)


def recall(key):
    bucket = memo_db.bucket()
    return bucket.get(key).value
