"""For views that want a collection of their own."""
from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions


class CollectionMixin:
    bucket_name = "hotels"

    def open_collection(self, scope, name):
        options = ClusterOptions(PasswordAuthenticator("hotel", "pw"))
        cluster = Cluster("couchbase://hotels.example.com", options)
        return cluster.bucket(self.bucket_name).scope(scope).collection(name)
