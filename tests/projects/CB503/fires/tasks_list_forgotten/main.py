import asyncio

from acouchbase.cluster import Cluster
from couchbase.auth import PasswordAuthenticator
from couchbase.options import ClusterOptions
from loader import documents


async def main(path):
    cluster = await Cluster.connect("couchbase://tl.example", ClusterOptions(PasswordAuthenticator("t", "l")))
    collection = cluster.bucket("tl").default_collection()
    operations = []
    async for key, document in documents(path):
        operations.append(collection.insert(key, document))  # CB503: "insert()"
    print("loaded")
    await cluster.close()


asyncio.run(main("docs"))
