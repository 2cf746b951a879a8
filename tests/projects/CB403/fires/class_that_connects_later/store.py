from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions


class Store:
    def __init__(self, url, auth):
        self.url = url
        self.auth = auth
        self.cluster = None

    def open(self):
        self.cluster = Cluster(self.url, ClusterOptions(self.auth))
        return self.cluster.bucket("orders").default_collection()
