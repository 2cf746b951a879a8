"""A helper connects each time it is called, and even closes what it opened."""

import sys

from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions

NODE = f"couchbase://127.0.0.1:{sys.argv[1]}"
OPTIONS = ClusterOptions(PasswordAuthenticator("app", "secret"))


def rooms(hotel):
    cluster = Cluster(NODE, OPTIONS)  # CB204
    found = cluster.bucket("travel").default_collection().get(hotel).content_as[dict]
    cluster.close()
    return found


input("nothing is open ...\n")
rooms("hotel_1")
rooms("hotel_2")
rooms("hotel_3")
input("three hotels were looked up ...\n")
