import asyncio

from store import Store


async def main():
    store = await Store.open("couchbase://store.example")
    print(await store.cluster.ping())
    await store.close()


asyncio.run(main())
