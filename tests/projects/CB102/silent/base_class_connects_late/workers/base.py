from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions


class BaseWorker:
    def __init__(self, host):
        self.host = host
        self._cluster = None

    @property
    def items(self):
        if self._cluster is None:
            login = PasswordAuthenticator("worker", "secret")
            self._cluster = Cluster(self.host, ClusterOptions(login))
        return self._cluster.bucket("work").default_collection()
