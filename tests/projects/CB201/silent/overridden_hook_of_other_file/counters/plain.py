"""A counter that connects through a hook."""
from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions


class Counter:
    def __init__(self):
        self.cluster = self.connect()

    def connect(self):
        return Cluster("couchbase://count.example.com", ClusterOptions(PasswordAuthenticator("c", "pw")))

    def count(self, bucket):
        return self.cluster.query(f"SELECT RAW COUNT(*) FROM `{bucket}`").execute()[0]
