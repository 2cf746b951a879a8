from acouchbase.collection import AsyncCollection


class Model:
    collection: AsyncCollection = None

    def __init__(self, key):
        self.key = key

    async def save(self):
        await self.collection.upsert(self.key, vars(self))
