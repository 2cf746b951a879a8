import threading

from couchbase.bucket import Bucket


class Store:
    def __init__(self, connstr):
        self._lock = threading.Lock()
        self._bucket = Bucket(connstr)

    def put(self, key, value):
        with self._lock:
            self._bucket.upsert(key, value)

    def get(self, key):
        return self._bucket.get(key, quiet=True).value
