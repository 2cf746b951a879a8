"""Clusters by host."""
from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions


def connect(host):
    return Cluster("couchbase://" + host, ClusterOptions(PasswordAuthenticator("move", "pw")))
