import asyncio

from acouchbase.cluster import Cluster
from couchbase.auth import PasswordAuthenticator
from couchbase.options import ClusterOptions
from retrying import retry


async def main():
    cluster = await Cluster.connect("couchbase://rt.example", ClusterOptions(PasswordAuthenticator("r", "t")))
    collection = cluster.bucket("rt").default_collection()
    await retry(collection.upsert, "k", {})
    print(await retry(lambda: collection.get("k")))
    await cluster.close()


asyncio.run(main())
