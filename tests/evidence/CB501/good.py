"""A coroutine reads through acouchbase, and the loop goes on until the answer comes."""

import asyncio
import sys
import time

from acouchbase.cluster import Cluster
from couchbase.auth import PasswordAuthenticator
from couchbase.options import ClusterOptions

NODE = f"couchbase://127.0.0.1:{sys.argv[1]}"
OPTIONS = ClusterOptions(PasswordAuthenticator("app", "secret"))


async def beat(beats):
    while True:
        beats.append(time.monotonic())
        await asyncio.sleep(0.02)


async def main():
    cluster = await Cluster.connect(NODE, OPTIONS)
    collection = cluster.bucket("travel").default_collection()
    beats = []
    heart = asyncio.create_task(beat(beats))
    await asyncio.sleep(0.2)
    await collection.get("slow hotel")
    await asyncio.sleep(0.2)
    heart.cancel()
    print("longest pause of the loop:", max(after - before for before, after in zip(beats, beats[1:])))


asyncio.run(main())
