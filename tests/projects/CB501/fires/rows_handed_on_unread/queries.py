"""Queries that are only made here."""
from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions

cluster = Cluster("couchbase://trains.example.com", ClusterOptions(PasswordAuthenticator("trains", "pw")))


def late_trains():
    return cluster.query("SELECT number, delay FROM trains WHERE delay > 5")
