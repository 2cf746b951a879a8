from acouchbase.cluster import Cluster
from couchbase.auth import PasswordAuthenticator
from couchbase.options import ClusterOptions


class Database:
    def __init__(self):
        self.cluster = None

    async def connect(self, connstr):
        self.cluster = await Cluster.connect(connstr, ClusterOptions(PasswordAuthenticator("d", "d-pw")))

    async def aclose(self):
        await self.cluster.close()
