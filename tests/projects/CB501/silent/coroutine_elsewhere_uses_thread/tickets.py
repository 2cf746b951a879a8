import asyncio

from couchbase.cluster import Cluster, PasswordAuthenticator

cluster = Cluster("couchbase://tickets.example.com")
cluster.authenticate(PasswordAuthenticator("tickets", "pw"))
bucket = cluster.open_bucket("tickets")


async def sell(number):
    loop = asyncio.get_event_loop()
    return await loop.run_in_executor(None, lambda: bucket.insert(number, {"sold": True}))
