import asyncio

from queries import late_trains


async def show():
    trains = late_trains()
    await asyncio.sleep(0)
    for train in trains:  # CB501: "blocked by reading QueryResult"
        print(train["number"], train["delay"])


asyncio.run(show())
