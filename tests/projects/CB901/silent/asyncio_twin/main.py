# options: --extend-select=CB901
import asyncio

from db import connect


async def main():
    cluster = await connect(None)
    print(await cluster.bucket("beers").default_collection().get("stout"))
    await cluster.close()


asyncio.run(main())
