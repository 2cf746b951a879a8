"""How to open a bucket of the café."""
from couchbase.cluster import Cluster, PasswordAuthenticator

_cluster = Cluster("couchbase://cafe.example.com")
_cluster.authenticate(PasswordAuthenticator("cafe", "pw"))


def open_bucket(name):
    return _cluster.open_bucket(name)
