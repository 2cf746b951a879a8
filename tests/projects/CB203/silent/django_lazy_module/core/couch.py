"""One cluster for the process, opened when it is first asked for."""
from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions

_cluster = None


def get_cluster():
    global _cluster
    if _cluster is None:
        _cluster = Cluster("couchbase://news.example.com", ClusterOptions(PasswordAuthenticator("news", "pw")))
    return _cluster


def stories():
    return get_cluster().bucket("news").default_collection()
