"""The cluster is closed when nothing is left to do."""

import sys

from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions

NODE = f"couchbase://127.0.0.1:{sys.argv[1]}"
OPTIONS = ClusterOptions(PasswordAuthenticator("app", "secret"))

cluster = Cluster(NODE, OPTIONS)
collection = cluster.bucket("travel").default_collection()
collection.get("hotel")
collection.get("airport")
cluster.close()
