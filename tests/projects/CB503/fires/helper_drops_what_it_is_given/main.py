import asyncio

from acouchbase.cluster import Cluster
from couchbase.auth import PasswordAuthenticator
from couchbase.options import ClusterOptions
from tools import remember


async def main():
    cluster = await Cluster.connect("couchbase://m.example", ClusterOptions(PasswordAuthenticator("m", "m-pw")))
    remember(cluster.bucket("m").default_collection().upsert("k", {}))  # CB503
    await cluster.close()


asyncio.run(main())
