from functools import lru_cache

from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions


@lru_cache(maxsize=None)
def books():
    login = PasswordAuthenticator("catalog", "secret")
    return Cluster("couchbase://catalog.local", ClusterOptions(login)).bucket("catalog").collection("books")
