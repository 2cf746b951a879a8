import asyncio

from couch import collection_of


async def main():
    beers = await collection_of("beers")
    found = await beers.get("ale")
    beers.replace("ale", found.content_as[dict], cas=found.cas)  # CB503: "replace()"


asyncio.run(main())
