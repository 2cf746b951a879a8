from acouchbase.cluster import AsyncCluster
from couchbase.cluster import Cluster
from couchbase.collection import Collection


class Beers:
    def __init__(self, cluster: AsyncCluster):
        self.collection = cluster.bucket("beers").default_collection()

    async def get(self, name):
        return (await self.collection.get(name)).content_as[dict]


class Breweries:
    def __init__(self, cluster: Cluster):
        self.collection: Collection = cluster.bucket("breweries").default_collection()

    def get(self, name):
        return self.collection.get(name).content_as[dict]


class Node:
    def __init__(self, parent: "Node", beers: Beers):
        self.parent = parent
        self.beers = beers
