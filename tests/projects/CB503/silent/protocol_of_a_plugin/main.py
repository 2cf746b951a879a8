import asyncio

from acouchbase.cluster import Cluster
from couchbase.auth import PasswordAuthenticator
from couchbase.options import ClusterOptions
from plugins import Plugin, run_all


class Toucher(Plugin):
    async def run(self, collection):
        await collection.touch("k", 60)


async def main():
    cluster = await Cluster.connect("couchbase://pp.example", ClusterOptions(PasswordAuthenticator("p", "p")))
    await run_all([Toucher(), Toucher()], cluster.bucket("pp").default_collection())
    await cluster.close()


asyncio.run(main())
