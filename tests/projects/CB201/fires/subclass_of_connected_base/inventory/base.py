"""What all stores of the inventory have in common."""
from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions

URL = "couchbase://inventory.example.com"


class Store:
    def __init__(self, scope):
        self.cluster = Cluster(URL, ClusterOptions(PasswordAuthenticator("inv", "pw")))
        self.items = self.cluster.bucket("inventory").scope(scope).collection("items")

    def count(self, sku):
        return self.items.get(sku).content_as[dict]["count"]
