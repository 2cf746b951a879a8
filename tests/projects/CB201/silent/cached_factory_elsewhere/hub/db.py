"""The cache gives the bucket that the first call made."""
from functools import lru_cache

from couchbase.cluster import Cluster, PasswordAuthenticator


@lru_cache(maxsize=None)
def bucket(name):
    cluster = Cluster("couchbase://hub.example.com")
    cluster.authenticate(PasswordAuthenticator("hub", "pw"))
    return cluster.open_bucket(name)
