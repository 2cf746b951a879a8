from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions


class Connected:
    def __init__(self, host):
        self.host = host

    def __enter__(self):
        options = ClusterOptions(PasswordAuthenticator("club", "club-pw"))
        self.cluster = Cluster(f"couchbase://{self.host}", options)
        return self.cluster

    def __exit__(self, *exc_info):
        self.cluster.close()
