import asyncio

from acouchbase.cluster import Cluster
from audit import audit
from couchbase.auth import PasswordAuthenticator
from couchbase.options import ClusterOptions


async def main():
    cluster = await Cluster.connect("couchbase://a.example", ClusterOptions(PasswordAuthenticator("a", "a-pw")))
    collection = cluster.bucket("a").default_collection()
    await audit(collection, "start")
    await asyncio.gather(*(audit(collection, event) for event in ("one", "two")))
    await cluster.close()


asyncio.run(main())
