import os

from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions


class Recipes:
    def __init__(self):
        options = ClusterOptions(PasswordAuthenticator("kitchen", os.environ["KITCHEN_PASSWORD"]))
        self.cluster = Cluster("couchbase://recipes.example.com", options)
        self.recipes = self.cluster.bucket("recipes").default_collection()

    def find(self, key):
        return self.recipes.get(key).content_as[dict]
