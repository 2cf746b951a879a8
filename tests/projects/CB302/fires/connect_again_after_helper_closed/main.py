import asyncio

import couchbase.experimental

couchbase.experimental.enable()

from acouchbase.bucket import Bucket

from reset import hard_reset


async def main():
    bucket = Bucket("couchbase://10.0.0.3/events", password="s3cret")
    await bucket.connect()
    await bucket.upsert("event", {"kind": "start"})
    bucket = hard_reset(bucket)
    await bucket.connect()  # CB302


asyncio.get_event_loop().run_until_complete(main())
