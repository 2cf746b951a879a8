"""Each instance connects for itself."""

import sys

from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions

NODE = f"couchbase://127.0.0.1:{sys.argv[1]}"
OPTIONS = ClusterOptions(PasswordAuthenticator("app", "secret"))


class Repository:
    def __init__(self, kind):
        self.kind = kind
        self.cluster = Cluster(NODE, OPTIONS)  # CB205
        self.collection = self.cluster.bucket("travel").default_collection()

    def read(self, number):
        return self.collection.get(f"{self.kind}_{number}").content_as[dict]


input("nothing is open ...\n")
hotels = Repository("hotel")
airports = Repository("airport")
routes = Repository("route")
for repository in (hotels, airports, routes):
    repository.read(1)
input("three repositories were asked ...\n")
