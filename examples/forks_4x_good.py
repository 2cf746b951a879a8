"""Resize the pictures of all hotels with a pool of processes. Written for the 4.x SDK."""

import sys
from multiprocessing import Pool

from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions

hotels = None


def connect(password):
    global hotels
    cluster = Cluster("couchbase://db.example.com", ClusterOptions(PasswordAuthenticator("images", password)))
    hotels = cluster.bucket("travel-sample").scope("inventory").collection("hotel")


def resize(key):
    hotel = hotels.get(key).content_as[dict]
    hotel["thumbnail"] = hotel["picture"][:1024]
    hotels.replace(key, hotel)


if __name__ == "__main__":
    with Pool(8, initializer=connect, initargs=(sys.argv[1],)) as pool:
        pool.map(resize, sys.argv[2:])
