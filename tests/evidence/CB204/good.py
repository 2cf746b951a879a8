"""A helper is given what it reads through."""

import sys

from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions

NODE = f"couchbase://127.0.0.1:{sys.argv[1]}"
OPTIONS = ClusterOptions(PasswordAuthenticator("app", "secret"))


def rooms(collection, hotel):
    return collection.get(hotel).content_as[dict]


input("nothing is open ...\n")
hotels = Cluster(NODE, OPTIONS).bucket("travel").default_collection()
rooms(hotels, "hotel_1")
rooms(hotels, "hotel_2")
rooms(hotels, "hotel_3")
input("three hotels were looked up ...\n")
