from db import bucket, stop


def _keep_open():
    print("kept open")


stop = _keep_open
stop()
bucket.upsert("a", 1)
