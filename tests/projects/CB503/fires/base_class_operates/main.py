import asyncio

from acouchbase.cluster import Cluster
from base import Model
from couchbase.auth import PasswordAuthenticator
from couchbase.options import ClusterOptions


class Beer(Model):
    pass


async def main():
    cluster = await Cluster.connect("couchbase://b.example", ClusterOptions(PasswordAuthenticator("b", "b-pw")))
    Model.collection = cluster.bucket("b").default_collection()
    await Beer("ale").save()
    Beer("stout").save()  # CB503: "save()"
    await cluster.close()


asyncio.run(main())
