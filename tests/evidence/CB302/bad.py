"""A collection outlives the cluster that was closed."""

import sys

from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions

NODE = f"couchbase://127.0.0.1:{sys.argv[1]}"
OPTIONS = ClusterOptions(PasswordAuthenticator("app", "secret"))

cluster = Cluster(NODE, OPTIONS)
collection = cluster.bucket("travel").default_collection()
collection.get("hotel")
cluster.close()
collection.get("airport")  # CB302
