import asyncio


class Batch:
    def __init__(self, size=100):
        self.size = size
        self.operations = []

    async def add(self, operation):
        self.operations.append(operation)
        if len(self.operations) >= self.size:
            await self.flush()

    async def flush(self):
        operations, self.operations = self.operations, []
        return await asyncio.gather(*operations)

    async def __aenter__(self):
        return self

    async def __aexit__(self, *exc_info):
        await self.flush()
