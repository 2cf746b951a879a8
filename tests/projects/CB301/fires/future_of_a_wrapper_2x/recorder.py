import couchbase.experimental

couchbase.experimental.enable()
from acouchbase.bucket import Bucket  # noqa: E402


class Recorder:
    def __init__(self, connstr):
        self.bucket = Bucket(connstr)

    def connect(self):
        return self.bucket.connect()

    def record(self, key, value):
        return self.bucket.upsert(key, value)

    def close(self):
        self.bucket._close()
