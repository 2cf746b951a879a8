import asyncio

import storage


async def crawl(url):
    await asyncio.to_thread(storage.save, url, "text")  # CB502: "in storage.py line 3"


async def main():
    await asyncio.gather(crawl("/a"), crawl("/b"))


asyncio.run(main())
