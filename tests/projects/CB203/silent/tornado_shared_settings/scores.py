"""Makes the collection of the scores."""
from acouchbase.cluster import Cluster
from couchbase.auth import PasswordAuthenticator
from couchbase.options import ClusterOptions


async def open_scores(host):
    cluster = await Cluster.connect(host, ClusterOptions(PasswordAuthenticator("score", "pw")))
    return cluster.bucket("scores").default_collection()
