from couchbase.bucket import Bucket
from twisted.internet import defer, reactor
from twisted.protocols.basic import LineReceiver

from threads import beside

bucket = Bucket("couchbase://users.local/users")


class Names(LineReceiver):
    @defer.inlineCallbacks
    def lineReceived(self, line):
        found = yield beside(bucket.get, line.decode())
        self.sendLine(found.value.encode())


reactor.run()
