import asyncio

from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions

from offloading import run_blocking

cluster = Cluster("couchbase://cakes.example.com", ClusterOptions(PasswordAuthenticator("cakes", "pw")))
cakes = cluster.bucket("cakes").default_collection()


def price(name):
    return cakes.get(name).content_as[dict]["price"]


async def main():
    print(await run_blocking(cakes.exists, "sponge"))
    print(await run_blocking(price, "sponge"))


asyncio.run(main())
