"""The cluster is closed when the answer is there."""

import sys
from concurrent.futures import ThreadPoolExecutor

from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions

NODE = f"couchbase://127.0.0.1:{sys.argv[1]}"
OPTIONS = ClusterOptions(PasswordAuthenticator("app", "secret"))

cluster = Cluster(NODE, OPTIONS)
collection = cluster.bucket("travel").default_collection()
with ThreadPoolExecutor() as pool:
    reading = pool.submit(collection.get, "slow hotel")
    input("the document is on its way ...\n")
    print(reading.result().content_as[dict])
cluster.close()
