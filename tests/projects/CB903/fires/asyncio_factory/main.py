# options: --extend-select=CB903
import asyncio

from db import connect


async def main():
    cluster = await connect(None)  # CB903
    await cluster.close()


asyncio.run(main())
