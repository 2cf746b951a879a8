from acouchbase.cluster import Cluster
from couchbase.auth import PasswordAuthenticator
from couchbase.options import ClusterOptions


class Repository:
    def __init__(self, collection):
        self.collection = collection

    async def save(self, key, value):
        await self.collection.upsert(key, value)


async def open_repository(connstr):
    cluster = await Cluster.connect(connstr, ClusterOptions(PasswordAuthenticator("r", "r-pw")))
    return Repository(cluster.bucket("r").default_collection())
