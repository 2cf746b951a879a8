import asyncio

from acouchbase.cluster import Cluster
from background import drain, spawn
from couchbase.auth import PasswordAuthenticator
from couchbase.options import ClusterOptions


async def main():
    cluster = await Cluster.connect("couchbase://bg.example", ClusterOptions(PasswordAuthenticator("b", "g")))
    collection = cluster.bucket("bg").default_collection()
    spawn(collection.touch("a", 60))
    spawn(collection.touch("b", 60))
    await drain()
    await cluster.close()


asyncio.run(main())
