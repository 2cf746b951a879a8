"""The lowest layer: clusters."""
from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions


def cluster_for(user, password):
    return Cluster("couchbase://billing.example.com", ClusterOptions(PasswordAuthenticator(user, password)))
