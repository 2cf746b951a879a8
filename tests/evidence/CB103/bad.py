"""A collection is an argument of a task in a pool of spawned processes."""

import multiprocessing
import sys

from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions

NODE = f"couchbase://127.0.0.1:{sys.argv[1]}"
OPTIONS = ClusterOptions(PasswordAuthenticator("app", "secret"))


def read(collection, key):
    return collection.get(key).content_as[dict]


if __name__ == "__main__":
    collection = Cluster(NODE, OPTIONS).bucket("travel").default_collection()
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        pool.apply(read, (collection, "hotel"))  # CB103
