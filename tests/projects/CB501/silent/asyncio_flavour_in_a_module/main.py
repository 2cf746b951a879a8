import asyncio

from database import database


async def main():
    await database.connect()
    cheeses = database.collection("cheeses")
    await cheeses.upsert("brie", {"price": 4})
    found = await cheeses.get("brie")
    print(found.content_as[dict])
    await database.close()


asyncio.run(main())
