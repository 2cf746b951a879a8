import asyncio

import ops
from acouchbase.cluster import Cluster
from couchbase.auth import PasswordAuthenticator
from couchbase.options import ClusterOptions


async def main():
    cluster = await Cluster.connect("couchbase://t.example", ClusterOptions(PasswordAuthenticator("t", "t-pw")))
    sessions = cluster.bucket("t").default_collection()
    ops.touch(sessions, "a")  # CB503: "touch()"
    await ops.touch(sessions, "b")
    await cluster.close()


asyncio.run(main())
