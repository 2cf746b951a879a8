"""The tasks are told where the cluster is, and their process opens a connection of its own."""

import multiprocessing
import sys

from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions

NODE = f"couchbase://127.0.0.1:{sys.argv[1]}"
OPTIONS = ClusterOptions(PasswordAuthenticator("app", "secret"))


def connect(node, options):
    global collection
    collection = Cluster(node, options).bucket("travel").default_collection()


def read(key):
    return collection.get(key).content_as[dict]


if __name__ == "__main__":
    with multiprocessing.get_context("spawn").Pool(1, connect, (NODE, OPTIONS)) as pool:
        pool.apply(read, ("hotel",))
