from acouchbase.cluster import Cluster
from couchbase.auth import PasswordAuthenticator
from couchbase.options import ClusterOptions


class Database:
    def __init__(self):
        self.cluster = None

    async def connect(self):
        options = ClusterOptions(PasswordAuthenticator("cheese", "pw"))
        self.cluster = await Cluster.connect("couchbase://cheese.example.com", options)

    def collection(self, name):
        return self.cluster.bucket("cheese").scope("shop").collection(name)

    async def close(self):
        await self.cluster.close()


database = Database()
