from twisted.internet.defer import inlineCallbacks
from txcouchbase.bucket import Bucket


class Store:
    def __init__(self, connstr):
        self.bucket = Bucket(connstr)

    def save(self, key, value):
        return self.bucket.upsert(key, value)

    @inlineCallbacks
    def load(self, key):
        found = yield self.bucket.get(key)
        return found.value
