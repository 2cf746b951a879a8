import asyncio

from tickets import sell


async def main():
    await asyncio.gather(sell("1"), sell("2"))
    await sell("3")


asyncio.get_event_loop().run_until_complete(main())
