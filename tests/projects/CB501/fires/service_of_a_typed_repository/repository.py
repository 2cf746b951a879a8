from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.collection import Collection
from couchbase.options import ClusterOptions


class Beers:
    def __init__(self, collection: Collection):
        self.collection = collection

    def get(self, name):
        return self.collection.get(name).content_as[dict]


class Breweries:
    def __init__(self, host: str):
        self.host = host
        self.cluster = None

    def connect(self):
        self.cluster = Cluster(f"couchbase://{self.host}", ClusterOptions(PasswordAuthenticator("app", "secret")))

    def get(self, name):
        return self.cluster.bucket("breweries").default_collection().get(name).content_as[dict]


class Catalogue:
    def __init__(self, beers: Beers):
        self.beers = beers
