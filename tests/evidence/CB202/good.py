"""All turns of a loop use the connection that was there before."""

import sys

from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions

NODE = f"couchbase://127.0.0.1:{sys.argv[1]}"
OPTIONS = ClusterOptions(PasswordAuthenticator("app", "secret"))

input("nothing is open ...\n")
cluster = Cluster(NODE, OPTIONS)
for key in ("airline", "airport", "hotel", "landmark", "route"):
    cluster.bucket("travel").default_collection().get(key)
input("the loop has ended ...\n")
