"""Connections of the bus company."""
from acouchbase.cluster import Cluster
from couchbase.auth import PasswordAuthenticator
from couchbase.options import ClusterOptions


async def connect():
    return await Cluster.connect("couchbase://bus.example.com", ClusterOptions(PasswordAuthenticator("bus", "pw")))
