import asyncio

from wrapper import Database


async def main():
    database = Database()
    await database.connect("couchbase://db.example")
    try:
        print(await database.cluster.ping())
    finally:
        database.aclose()  # CB303: "Database.aclose()"


asyncio.run(main())
