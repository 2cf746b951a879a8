from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions


class Repository:
    bucket_name = "farm"

    def __init__(self, dsn):
        self._cluster = Cluster(dsn, ClusterOptions(PasswordAuthenticator("farm", "farm-pw")))
        self._documents = self._cluster.bucket(self.bucket_name).default_collection()

    def close(self):
        self._cluster.close()
