import asyncio

from acouchbase.cluster import Cluster
from couchbase.auth import PasswordAuthenticator
from couchbase.options import ClusterOptions
from group import for_each


async def main(keys):
    cluster = await Cluster.connect("couchbase://tg.example", ClusterOptions(PasswordAuthenticator("t", "g")))
    collection = cluster.bucket("tg").default_collection()
    print(await for_each(collection.get, keys))
    await cluster.close()


asyncio.run(main(["a", "b"]))
