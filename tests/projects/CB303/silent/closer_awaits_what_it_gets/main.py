import asyncio

from acouchbase.cluster import Cluster
from closing import close_quietly, finish
from couchbase.auth import PasswordAuthenticator
from couchbase.options import ClusterOptions


async def main():
    options = ClusterOptions(PasswordAuthenticator("u", "p"))
    first = await Cluster.connect("couchbase://a.example", options)
    second = await Cluster.connect("couchbase://b.example", options)
    print(await first.ping(), await second.ping())
    await close_quietly(first)
    await finish(second.close())


asyncio.run(main())
