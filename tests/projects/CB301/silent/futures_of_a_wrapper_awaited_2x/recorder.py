import asyncio

import couchbase.experimental

couchbase.experimental.enable()
from acouchbase.bucket import Bucket  # noqa: E402


class Recorder:
    def __init__(self, connstr):
        self.bucket = Bucket(connstr)
        self.futures = []

    def connect(self):
        return self.bucket.connect()

    def record(self, key, value):
        self.futures.append(self.bucket.upsert(key, value))

    async def close(self):
        await asyncio.gather(*self.futures)
        self.bucket._close()
