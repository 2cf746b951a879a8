"""The items of an inventory."""
from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions


class Inventory:
    def __init__(self):
        self._cluster = Cluster("couchbase://inv.example.com", ClusterOptions(PasswordAuthenticator("inv", "pw")))
        self._items = self._cluster.bucket("inventory").default_collection()

    def touch(self, sku):
        item = self._items.get(sku).content_as[dict]
        self._items.replace(sku, dict(item, touched=True))
