"""Reads and writes, each through a cluster of its own."""
import asyncio

from .connecting import connect


class Chat:
    async def start(self):
        self.reads = await connect()
        self.writes = await connect()  # CB201

    async def post(self, room, text):
        await self.writes.bucket("rooms").default_collection().upsert(room, text)

    async def last(self, room):
        found = await self.reads.bucket("rooms").default_collection().get(room)
        return found.content_as[str]


async def main():
    chat = Chat()
    await chat.start()
    await chat.post("lobby", "hello")
    print(await chat.last("lobby"))


if __name__ == "__main__":
    asyncio.run(main())
