import functools

from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions


@functools.lru_cache(maxsize=None)
def get_cluster():
    login = PasswordAuthenticator("ledger", "secret")
    return Cluster("couchbases://ledger.local", ClusterOptions(login))
