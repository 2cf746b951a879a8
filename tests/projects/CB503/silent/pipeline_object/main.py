import asyncio

from acouchbase.cluster import Cluster
from batch import Batch
from couchbase.auth import PasswordAuthenticator
from couchbase.options import ClusterOptions


async def main(keys):
    cluster = await Cluster.connect("couchbase://pb.example", ClusterOptions(PasswordAuthenticator("p", "b")))
    collection = cluster.bucket("pb").default_collection()
    async with Batch() as batch:
        for key in keys:
            await batch.add(collection.remove(key))
    await cluster.close()


asyncio.run(main(["a", "b", "c"]))
