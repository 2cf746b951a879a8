"""upsert() of acouchbase is called and not awaited: nothing is sent."""

import asyncio
import sys

from acouchbase.cluster import Cluster
from couchbase.auth import PasswordAuthenticator
from couchbase.options import ClusterOptions

NODE = f"couchbase://127.0.0.1:{sys.argv[1]}"
OPTIONS = ClusterOptions(PasswordAuthenticator("app", "secret"))


async def main():
    cluster = await Cluster.connect(NODE, OPTIONS)
    collection = cluster.bucket("travel").default_collection()
    collection.upsert("hotel", {"rooms": 12})  # CB503
    await asyncio.sleep(0.5)
    await cluster.close()


asyncio.run(main())
