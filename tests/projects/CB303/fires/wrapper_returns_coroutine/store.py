from acouchbase.cluster import Cluster
from couchbase.auth import PasswordAuthenticator
from couchbase.options import ClusterOptions


class Store:
    @classmethod
    async def open(cls, connstr):
        self = cls()
        self.cluster = await Cluster.connect(connstr, ClusterOptions(PasswordAuthenticator("s", "s-pw")))
        return self

    def close(self):
        """Return what the caller awaits."""
        return self.cluster.close()
