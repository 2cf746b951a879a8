import asyncio

from repository import open_repository


async def main():
    repository = await open_repository("couchbase://r.example")
    for number in range(3):
        repository.save(f"n::{number}", number)  # CB503: "Repository.save()"
    await repository.save("end", True)


asyncio.run(main())
