from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions

_cluster = None


def meters():
    global _cluster
    if _cluster is None:
        _cluster = Cluster("couchbase://power.local", ClusterOptions(PasswordAuthenticator("power", "secret")))
    return _cluster.bucket("power").collection("meters")
