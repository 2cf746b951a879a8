from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions


class Session:
    def __init__(self, host):
        login = PasswordAuthenticator("tour", "secret")
        self.cluster = Cluster(host, ClusterOptions(login))

    def __enter__(self):
        return self.cluster.bucket("tours").default_collection()

    def __exit__(self, kind, error, trace):
        self.cluster.close()
