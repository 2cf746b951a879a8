from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions

_cluster = None


def collection():
    global _cluster
    if _cluster is None:
        _cluster = Cluster("couchbase://album.example.com", ClusterOptions(PasswordAuthenticator("album", "pw")))
    return _cluster.bucket("album").default_collection()


def find(name):
    return collection().get(name).content_as[dict]
