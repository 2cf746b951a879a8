import asyncio

from store import Store


async def main():
    store = await Store.open("couchbase://store.example")
    print(await store.cluster.ping())
    store.close()  # CB303: "await it"


asyncio.run(main())
