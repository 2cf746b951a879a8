"""Opens before the first request, closes after the last one."""
from contextlib import asynccontextmanager

from acouchbase.cluster import AsyncCluster
from couchbase.auth import PasswordAuthenticator
from couchbase.options import ClusterOptions


@asynccontextmanager
async def couchbase_lifespan(app):
    options = ClusterOptions(PasswordAuthenticator("orders", "pw"))
    cluster = await AsyncCluster.connect("couchbase://orders.example.com", options)
    app.state.orders = cluster.bucket("orders").default_collection()
    yield
    await cluster.close()
