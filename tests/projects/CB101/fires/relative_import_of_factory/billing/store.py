from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions


def connect(host):
    login = PasswordAuthenticator("billing", "secret")
    return Cluster(f"couchbase://{host}", ClusterOptions(login))
