import asyncio

from session import Session


async def main():
    async with Session("couchbase://session.example") as cluster:
        print(await cluster.ping())


asyncio.run(main())
