from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions


class Dao:
    def __init__(self, kind):
        self.cluster = Cluster("couchbase://shop", ClusterOptions(PasswordAuthenticator("shop", "pw")))
        self.documents = self.cluster.bucket(kind).default_collection()
