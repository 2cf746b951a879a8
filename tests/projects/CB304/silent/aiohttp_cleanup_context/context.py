from acouchbase.cluster import Cluster
from couchbase.auth import PasswordAuthenticator
from couchbase.options import ClusterOptions


async def database(app):
    app["cluster"] = await Cluster.connect(
        "couchbase://rooms.example", ClusterOptions(PasswordAuthenticator("rooms", "rooms-pw"))
    )
    yield
    await app["cluster"].close()
