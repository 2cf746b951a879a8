from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions


class Store:
    def __init__(self):
        self.cluster = Cluster("couchbase://docs.example", ClusterOptions(PasswordAuthenticator("d", "d-pw")))

    def read(self, key):
        return self.cluster.bucket("docs").default_collection().get(key).value

    def close(self):
        self.cluster.close()


store = Store()
