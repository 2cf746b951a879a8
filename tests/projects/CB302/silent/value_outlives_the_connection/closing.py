from contextlib import contextmanager


@contextmanager
def closing(bucket):
    try:
        yield bucket
    finally:
        bucket._close()
