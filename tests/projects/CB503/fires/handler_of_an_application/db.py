from acouchbase.cluster import Cluster
from couchbase.auth import PasswordAuthenticator
from couchbase.options import ClusterOptions


class Database:
    cluster = None
    hits = None

    async def start(self):
        self.cluster = await Cluster.connect("couchbase://h.example", ClusterOptions(PasswordAuthenticator("h", "h")))
        self.hits = self.cluster.bucket("h").default_collection()

    async def count(self, path):
        self.hits.binary().increment(path)  # CB503: "increment()"


database = Database()
