from acouchbase.cluster import Cluster
from couchbase.auth import PasswordAuthenticator
from couchbase.options import ClusterOptions


class Session:
    def __init__(self, connstr):
        self.connstr = connstr

    async def __aenter__(self):
        self.cluster = await Cluster.connect(self.connstr, ClusterOptions(PasswordAuthenticator("u", "p")))
        return self.cluster

    async def __aexit__(self, *exc_info):
        await self.cluster.close()
