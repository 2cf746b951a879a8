"""Connections of a race track."""
from couchbase.cluster import Cluster, PasswordAuthenticator

cluster = Cluster("couchbase://race.example.com")
cluster.authenticate(PasswordAuthenticator("race", "pw"))


def connect(name, quiet=False):
    return cluster.open_bucket(name, quiet=quiet)
