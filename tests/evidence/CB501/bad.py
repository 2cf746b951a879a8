"""A coroutine reads through the sync flavour, and the whole loop stands still until the answer comes."""

import asyncio
import sys
import time

from couchbase.auth import PasswordAuthenticator
from couchbase.cluster import Cluster
from couchbase.options import ClusterOptions

NODE = f"couchbase://127.0.0.1:{sys.argv[1]}"
OPTIONS = ClusterOptions(PasswordAuthenticator("app", "secret"))

collection = Cluster(NODE, OPTIONS).bucket("travel").default_collection()


async def beat(beats):
    while True:
        beats.append(time.monotonic())
        await asyncio.sleep(0.02)


async def main():
    beats = []
    heart = asyncio.create_task(beat(beats))
    await asyncio.sleep(0.2)
    collection.get("slow hotel")  # CB501
    await asyncio.sleep(0.2)
    heart.cancel()
    print("longest pause of the loop:", max(after - before for before, after in zip(beats, beats[1:])))


asyncio.run(main())
