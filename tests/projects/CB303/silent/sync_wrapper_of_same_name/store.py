from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions


class Store:
    def __init__(self, connstr):
        self.cluster = Cluster(connstr, ClusterOptions(PasswordAuthenticator("s", "s-pw")))

    def close(self):
        self.cluster.close()
