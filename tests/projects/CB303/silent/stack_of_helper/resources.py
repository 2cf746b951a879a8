from acouchbase.cluster import Cluster
from couchbase.auth import PasswordAuthenticator
from couchbase.options import ClusterOptions


async def enter_cluster(stack, connstr):
    cluster = await Cluster.connect(connstr, ClusterOptions(PasswordAuthenticator("r", "r-pw")))
    stack.push_async_callback(cluster.close)
    return cluster
