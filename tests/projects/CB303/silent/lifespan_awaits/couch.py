from acouchbase.cluster import Cluster
from couchbase.auth import PasswordAuthenticator
from couchbase.options import ClusterOptions

cluster = None


async def startup():
    global cluster
    cluster = await Cluster.connect("couchbase://life.example", ClusterOptions(PasswordAuthenticator("u", "p")))


async def shutdown():
    if cluster is not None:
        await cluster.close()
