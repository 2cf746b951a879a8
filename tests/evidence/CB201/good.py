"""Two parts of a program share a cluster."""

import sys

from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions

NODE = f"couchbase://127.0.0.1:{sys.argv[1]}"
OPTIONS = ClusterOptions(PasswordAuthenticator("app", "secret"))

cluster = Cluster(NODE, OPTIONS)
cluster.bucket("travel").default_collection().get("hotel")
input("one part is at work ...\n")

cluster.bucket("travel").default_collection().upsert("hotel", {"rooms": 12})
input("both parts are at work ...\n")
