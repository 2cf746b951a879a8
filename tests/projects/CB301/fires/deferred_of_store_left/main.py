from twisted.internet import defer, reactor

from store import Store


@defer.inlineCallbacks
def main():
    store = Store("couchbase://10.0.0.3/events")
    yield store.load("settings")
    store.save("started", True)
    store.bucket._close()  # CB301: "a Deferred in store.py line 10"
    reactor.stop()


main()
reactor.run()
