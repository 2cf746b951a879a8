"""What all repositories have in common: each object connects."""
from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions


class Repository:
    collection_name = "_default"

    def __init__(self):
        options = ClusterOptions(PasswordAuthenticator("courier", "pw"))
        self._cluster = Cluster("couchbase://courier.example.com", options)
        self._collection = self._cluster.bucket("courier").scope("_default").collection(self.collection_name)

    def find(self, key):
        return self._collection.get(key).content_as[dict]

    def save(self, key, value):
        self._collection.upsert(key, value)
