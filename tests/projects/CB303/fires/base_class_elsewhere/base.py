from acouchbase.cluster import Cluster
from couchbase.auth import PasswordAuthenticator
from couchbase.options import ClusterOptions


class Service:
    def __init__(self, name):
        self.name = name

    async def start(self, connstr):
        self.cluster = await Cluster.connect(connstr, ClusterOptions(PasswordAuthenticator(self.name, "s-pw")))

    async def ping(self):
        return await self.cluster.ping()
