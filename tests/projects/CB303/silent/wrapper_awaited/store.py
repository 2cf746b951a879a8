from acouchbase.cluster import Cluster
from couchbase.auth import PasswordAuthenticator
from couchbase.options import ClusterOptions


class Store:
    def __init__(self, cluster):
        self.cluster = cluster

    @classmethod
    async def open(cls, connstr):
        return cls(await Cluster.connect(connstr, ClusterOptions(PasswordAuthenticator("s", "s-pw"))))

    def close(self):
        return self.cluster.close()
