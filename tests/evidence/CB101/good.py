"""The child is made before the connection."""

import os
import sys

from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions

NODE = f"couchbase://127.0.0.1:{sys.argv[1]}"
OPTIONS = ClusterOptions(PasswordAuthenticator("app", "secret"))

child = os.fork()
if child == 0:
    print("the child has done its work", flush=True)
    sys.exit()

cluster = Cluster(NODE, OPTIONS)
cluster.bucket("travel").default_collection().get("hotel")
os.waitpid(child, 0)
