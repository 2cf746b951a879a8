from functools import cache

from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions


@cache
def cluster(host):
    return Cluster(host, ClusterOptions(PasswordAuthenticator("hotel", "secret")))
