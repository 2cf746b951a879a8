"""Connections of a game, asyncio flavour."""
from acouchbase.cluster import Cluster
from couchbase.auth import PasswordAuthenticator
from couchbase.options import ClusterOptions


async def connect():
    options = ClusterOptions(PasswordAuthenticator("game", "pw"))
    return await Cluster.connect("couchbase://scores.example.com", options)
