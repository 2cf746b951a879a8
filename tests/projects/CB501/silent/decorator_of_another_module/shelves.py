import asyncio

from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions

from offload import in_thread

cluster = Cluster("couchbase://shelf.example.com", ClusterOptions(PasswordAuthenticator("shelf", "pw")))
shelves = cluster.bucket("shelf").default_collection()


@in_thread
def load(number):
    return shelves.get(number).content_as[dict]


async def main():
    first, second = await asyncio.gather(load("1"), load("2"))
    print(first, second, await load("3"))


asyncio.run(main())
