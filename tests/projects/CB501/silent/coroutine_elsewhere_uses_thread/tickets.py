import asyncio

from couchbase import LOCKMODE_WAIT
from couchbase.cluster import Cluster, PasswordAuthenticator

cluster = Cluster("couchbase://tickets.example.com")
cluster.authenticate(PasswordAuthenticator("tickets", "pw"))
bucket = cluster.open_bucket("tickets", lockmode=LOCKMODE_WAIT)


async def sell(number):
    loop = asyncio.get_event_loop()
    return await loop.run_in_executor(None, lambda: bucket.insert(number, {"sold": True}))
