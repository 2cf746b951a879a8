from acouchbase.cluster import Cluster
from couchbase.auth import PasswordAuthenticator
from couchbase.options import ClusterOptions


async def open_cluster(settings):
    return await Cluster.connect(settings.connstr, ClusterOptions(PasswordAuthenticator("svc", "svc-pw")))
