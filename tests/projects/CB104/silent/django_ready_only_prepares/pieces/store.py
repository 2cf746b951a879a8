from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions


class Store:
    def __init__(self, host):
        self.host = host
        self._cluster = None

    @property
    def pieces(self):
        if self._cluster is None:
            self._cluster = Cluster(self.host, ClusterOptions(PasswordAuthenticator("museum", "secret")))
        return self._cluster.bucket("museum").default_collection()
