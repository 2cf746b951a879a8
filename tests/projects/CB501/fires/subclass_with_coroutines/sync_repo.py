from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions


class Repository:
    def __init__(self, user, password):
        self.cluster = Cluster("couchbase://fish.example.com", ClusterOptions(PasswordAuthenticator(user, password)))
        self.fish = self.cluster.bucket("fish").default_collection()

    def get(self, name):
        return self.fish.get(name).content_as[dict]
