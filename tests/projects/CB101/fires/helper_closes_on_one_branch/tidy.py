import os


def close_unless_kept(bucket):
    if "KEEP_OPEN" not in os.environ:
        bucket._close()
