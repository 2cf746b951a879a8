"""The child reads through the connection of its parent, for ever: no timeout of the SDK ends it."""

import multiprocessing
import sys

from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions

NODE = f"couchbase://127.0.0.1:{sys.argv[1]}"
OPTIONS = ClusterOptions(PasswordAuthenticator("app", "secret"))

collection = Cluster(NODE, OPTIONS).bucket("travel").default_collection()


def read(key):
    collection.get(key)


read("hotel")
child = multiprocessing.get_context("fork").Process(target=read, args=("airport",))
child.start()  # CB102
child.join()
