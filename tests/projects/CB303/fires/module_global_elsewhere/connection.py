from acouchbase.cluster import AsyncCluster
from couchbase.auth import PasswordAuthenticator
from couchbase.options import ClusterOptions

cluster = None


async def connect():
    global cluster
    if cluster is None:
        cluster = await AsyncCluster.connect("couchbase://g.example", ClusterOptions(PasswordAuthenticator("g", "g")))
    return cluster


def disconnect():
    global cluster
    if cluster is not None:
        cluster.close()  # CB303
        cluster = None
