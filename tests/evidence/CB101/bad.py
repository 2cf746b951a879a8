"""The child has nothing to do with Couchbase, and cannot end: the cluster that it inherited waits for its threads."""

import os
import sys

from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions

NODE = f"couchbase://127.0.0.1:{sys.argv[1]}"
OPTIONS = ClusterOptions(PasswordAuthenticator("app", "secret"))

cluster = Cluster(NODE, OPTIONS)
cluster.bucket("travel").default_collection().get("hotel")

child = os.fork()  # CB101
if child == 0:
    print("the child has done its work", flush=True)
    sys.exit()
os.waitpid(child, 0)
