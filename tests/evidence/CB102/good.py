"""Parent and child have a connection each; that of the parent is opened when the child has been made."""

import multiprocessing
import sys

from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions

NODE = f"couchbase://127.0.0.1:{sys.argv[1]}"
OPTIONS = ClusterOptions(PasswordAuthenticator("app", "secret"))


def read(key):
    cluster = Cluster(NODE, OPTIONS)
    cluster.bucket("travel").default_collection().get(key)


child = multiprocessing.get_context("fork").Process(target=read, args=("airport",))
child.start()
collection = Cluster(NODE, OPTIONS).bucket("travel").default_collection()
collection.get("hotel")
child.join()
