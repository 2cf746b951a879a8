from typing import Optional

from repository import Beers, Breweries, Catalogue


class Service:
    def __init__(self, beers: Beers, breweries: "Breweries"):
        self.beers = beers
        self.breweries = breweries

    async def beer(self, name):
        return self.beers.get(name)  # CB501: "Collection.get() in repository.py line 12"

    async def brewery(self, name):
        return self.breweries.get(name)  # CB501: "Cluster.bucket() in repository.py line 24"

    def both(self, name):
        return self.beers.get(name), self.breweries.get(name)


async def show(catalogue: Optional[Catalogue], name):
    if catalogue is None:
        return None
    return catalogue.beers.get(name)  # CB501
