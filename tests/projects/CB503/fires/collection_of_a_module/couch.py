from acouchbase.cluster import Cluster
from couchbase.auth import PasswordAuthenticator
from couchbase.options import ClusterOptions


async def collection_of(name):
    cluster = await Cluster.connect("couchbase://c.example", ClusterOptions(PasswordAuthenticator("c", "c-pw")))
    return cluster.bucket("c").default_scope().collection(name)
