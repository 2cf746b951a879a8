"""The cluster under load."""
from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions


def connect():
    return Cluster("couchbase://perf.example.com", ClusterOptions(PasswordAuthenticator("load", "pw")))
