from twisted.internet import protocol, reactor
from twisted.protocols.basic import LineReceiver

from storage import Users

users = Users("users.local")


class Names(LineReceiver):
    def lineReceived(self, line):
        self.sendLine(users.name(line.decode()).encode())  # CB504: "storage/users.py line 8"


class Factory(protocol.Factory):
    protocol = Names


reactor.listenTCP(4000, Factory())
reactor.run()
