from twisted.internet import defer
from txcouchbase.bucket import Bucket


class Store:
    def __init__(self, connstr):
        self.bucket = Bucket(connstr)
        self._sent = []

    def save(self, key, value):
        sent = self.bucket.upsert(key, value)
        self._sent.append(sent)
        return sent

    @defer.inlineCallbacks
    def stop(self):
        yield defer.DeferredList(self._sent)
        self.bucket._close()
