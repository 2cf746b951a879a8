import asyncio

from app.db import connect


async def main():
    cluster = await connect()
    print(await cluster.bucket("app").default_collection().get("k"))
    cluster.close()  # CB303: "AsyncCluster"


if __name__ == "__main__":
    asyncio.run(main())
