import asyncio

from acouchbase.cluster import Cluster as AsyncCluster
from closing import close
from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions

options = ClusterOptions(PasswordAuthenticator("u", "p"))
plain = Cluster("couchbase://plain.example", options)
print(plain.ping())
close(plain)


async def main():
    cluster = await AsyncCluster.connect("couchbase://async.example", options)
    print(await cluster.ping())
    await close(cluster)


asyncio.run(main())
