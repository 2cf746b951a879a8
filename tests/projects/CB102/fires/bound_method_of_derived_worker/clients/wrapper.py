from couchbase.bucket import Bucket


class StoreClient:
    def __init__(self, connstr):
        self._bucket = Bucket(connstr)

    def save(self, key, document):
        self._bucket.upsert(key, document)
