"""Health of the cluster, asked through a module-level connection."""
from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions

_cluster = Cluster("couchbase://metrics.example.com", ClusterOptions(PasswordAuthenticator("m", "pw")))


def latency():
    return _cluster.ping().as_json()
