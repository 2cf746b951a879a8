import asyncio
import contextlib

from resources import enter_cluster


async def main():
    async with contextlib.AsyncExitStack() as stack:
        cluster = await enter_cluster(stack, "couchbase://stack.example")
        print(await cluster.ping())


asyncio.run(main())
