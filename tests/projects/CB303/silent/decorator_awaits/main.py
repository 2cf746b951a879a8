from acouchbase.cluster import Cluster
from couchbase.auth import PasswordAuthenticator
from couchbase.options import ClusterOptions
from running import as_command


@as_command
async def show(connstr):
    cluster = await Cluster.connect(connstr, ClusterOptions(PasswordAuthenticator("u", "p")))
    print(await cluster.ping())
    await cluster.close()


if __name__ == "__main__":
    show("couchbase://dec.example")
