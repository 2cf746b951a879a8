import asyncio

from acouchbase.cluster import Cluster
from couchbase.auth import PasswordAuthenticator
from couchbase.options import ClusterOptions
from operations import by_key, touches


async def main(keys):
    cluster = await Cluster.connect("couchbase://go.example", ClusterOptions(PasswordAuthenticator("g", "o")))
    collection = cluster.bucket("go").default_collection()
    await asyncio.gather(*touches(collection, keys))
    for key, operation in by_key(collection, keys).items():
        print(key, await operation)
    await cluster.close()


asyncio.run(main(["a", "b"]))
