from functools import lru_cache

from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions


@lru_cache
def get_scope():
    options = ClusterOptions(PasswordAuthenticator("travel", "pw"))

    def connect():
        return Cluster("couchbase://travel.example.com", options)

    return connect().bucket("travel-sample").scope("inventory")
