"""The cluster is closed while a thread waits for an answer: the operation fails, not after its timeout but at once."""

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
    cluster.close()  # CB301
    print(reading.result().content_as[dict])
