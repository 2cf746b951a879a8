import asyncio

from repository import Beers, Breweries, Node


class Service:
    def __init__(self, beers: Beers, breweries: Breweries):
        self.beers = beers
        self.breweries = breweries

    async def beer(self, name):
        return await self.beers.get(name)

    async def brewery(self, name):
        return await asyncio.to_thread(self.breweries.get, name)


def brewery(breweries: Breweries, name):
    return breweries.get(name)


async def show(node: Node, name):
    return await node.parent.parent.beers.get(name)
