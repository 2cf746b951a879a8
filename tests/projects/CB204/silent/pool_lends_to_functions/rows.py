"""Public functions that borrow for the time of a call."""
from lending import pool


def read(key):
    with pool.lend() as bucket:
        return bucket.get(key).value


def write(key, value):
    with pool.lend() as bucket:
        bucket.upsert(key, value)
