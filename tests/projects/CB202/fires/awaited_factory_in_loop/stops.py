"""Each stop gets a cluster of its own."""
import asyncio

from bus_db import connect


async def main():
    for stop in ("station", "market", "harbour"):
        cluster = await connect()  # CB202
        await cluster.bucket("stops").default_collection().upsert(stop, {"seen": True})
        await cluster.close()


asyncio.run(main())
