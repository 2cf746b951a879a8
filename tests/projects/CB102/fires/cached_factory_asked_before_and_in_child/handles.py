from functools import lru_cache

from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions


@lru_cache(maxsize=1)
def cluster():
    return Cluster("couchbase://hotel.local", ClusterOptions(PasswordAuthenticator("hotel", "secret")))


def rooms():
    return cluster().bucket("hotel").collection("rooms")
