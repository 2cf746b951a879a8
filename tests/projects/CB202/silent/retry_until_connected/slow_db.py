"""A cluster that takes its time."""
from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions


def connect():
    return Cluster("couchbase://slow.example.com", ClusterOptions(PasswordAuthenticator("slow", "pw")))
