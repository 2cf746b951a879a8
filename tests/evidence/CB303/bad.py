"""close() of acouchbase is called and not awaited: its sockets stay open."""

import asyncio
import sys

from acouchbase.cluster import Cluster
from couchbase.auth import PasswordAuthenticator
from couchbase.options import ClusterOptions

NODE = f"couchbase://127.0.0.1:{sys.argv[1]}"
OPTIONS = ClusterOptions(PasswordAuthenticator("app", "secret"))


async def main():
    cluster = await Cluster.connect(NODE, OPTIONS)
    await cluster.bucket("travel").default_collection().get("hotel")
    input("the cluster is open ...\n")
    cluster.close()  # CB303
    input("the cluster was closed ...\n")


asyncio.run(main())
