import asyncio

import jobs
from acouchbase.cluster import Cluster
from couchbase.auth import PasswordAuthenticator
from couchbase.options import ClusterOptions


async def touch(collection, key):
    while True:
        await collection.touch(key, 60)
        await asyncio.sleep(30)


async def main():
    cluster = await Cluster.connect("couchbase://jobs.example", ClusterOptions(PasswordAuthenticator("j", "j-pw")))
    collection = cluster.bucket("jobs").default_collection()
    jobs.start(touch(collection, "a"))
    jobs.start(touch(collection, "b"))
    await jobs.stop_all()
    await cluster.close()


asyncio.run(main())
