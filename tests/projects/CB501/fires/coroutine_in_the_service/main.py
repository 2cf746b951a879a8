"""What is awaited here is told of where it stands."""
import asyncio

from service import weigh


async def main():
    for hive in ("north", "south"):
        print(await weigh(hive))
    print(await asyncio.gather(weigh("east"), weigh("west")))


asyncio.run(main())
