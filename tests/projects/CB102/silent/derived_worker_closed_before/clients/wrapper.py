from couchbase.bucket import Bucket


class StoreClient:
    def __init__(self, connstr):
        self._bucket = Bucket(connstr)

    def load(self, key):
        return self._bucket.get(key).value

    def close(self):
        self._bucket._close()
