from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions

from base import Commands

cluster = Cluster("couchbase://feed.local", ClusterOptions(PasswordAuthenticator("f", "pw")))
feed = cluster.bucket("feed").default_collection()


class Feed(Commands):
    def connectionMade(self):
        feed.binary().increment("connections")  # CB504: "reactor"
        self.sendLine(b"hello")
