from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions

_cluster = None


def get_cluster():
    global _cluster
    if _cluster is None:
        _cluster = Cluster("couchbase://forum.example", ClusterOptions(PasswordAuthenticator("forum", "forum-pw")))
    return _cluster


def close_cluster():
    global _cluster
    if _cluster is not None:
        _cluster.close()
        _cluster = None
