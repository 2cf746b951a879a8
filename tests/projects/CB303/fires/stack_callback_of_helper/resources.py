import contextlib

from acouchbase.cluster import Cluster
from couchbase.auth import PasswordAuthenticator
from couchbase.options import ClusterOptions


async def enter_cluster(stack: contextlib.AsyncExitStack, connstr):
    cluster = await Cluster.connect(connstr, ClusterOptions(PasswordAuthenticator("r", "r-pw")))
    stack.callback(cluster.close)  # CB303: "push_async_callback"
    return cluster
