import asyncio

from connection import cluster, slopes


async def depth(name):
    found = await asyncio.to_thread(slopes.get, name)
    return found.content_as[dict]["depth"]


async def main():
    print(await depth("black"), cluster.query("SELECT 1") is not None)


if __name__ == "__main__":
    asyncio.run(main())
    cluster.close()
