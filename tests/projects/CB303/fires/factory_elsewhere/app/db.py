from acouchbase.cluster import Cluster
from couchbase.auth import PasswordAuthenticator
from couchbase.options import ClusterOptions


async def connect():
    options = ClusterOptions(PasswordAuthenticator("app", "app-pw"))
    return await Cluster.connect("couchbase://app.example", options)
