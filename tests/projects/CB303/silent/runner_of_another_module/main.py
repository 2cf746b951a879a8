import runner
from acouchbase.cluster import Cluster
from couchbase.auth import PasswordAuthenticator
from couchbase.options import ClusterOptions


async def main():
    cluster = await Cluster.connect("couchbase://run.example", ClusterOptions(PasswordAuthenticator("u", "p")))
    print(await cluster.ping())
    return cluster


cluster = runner.run(main())
runner.run(cluster.close())
