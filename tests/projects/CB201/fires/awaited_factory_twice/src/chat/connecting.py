"""Connections of the chat service."""
from acouchbase.cluster import Cluster
from couchbase.auth import PasswordAuthenticator
from couchbase.options import ClusterOptions


async def connect():
    options = ClusterOptions(PasswordAuthenticator("chat", "pw"))
    return await Cluster.connect("couchbases://cb.chat.example", options)
