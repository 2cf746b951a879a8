from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions


def connect(host):
    return Cluster(f"couchbase://{host}", ClusterOptions(PasswordAuthenticator("yard", "pw")))
