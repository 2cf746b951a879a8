from twisted.internet import defer, task

from store import Store


@defer.inlineCallbacks
def main(reactor):
    store = Store("couchbase://10.0.0.3/events")
    for number in range(10):
        store.save("event:%d" % number, {"number": number})
    yield store.stop()


task.react(main)
