"""The loop is blocked in this file, whoever awaits its coroutines."""
from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions

cluster = Cluster("couchbase://bees.example.com", ClusterOptions(PasswordAuthenticator("bees", "pw")))
hives = cluster.bucket("bees").default_collection()


async def weigh(hive):
    return hives.get(hive).content_as[dict]["weight"]  # CB501
