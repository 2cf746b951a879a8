import asyncio

from recorder import Recorder


async def main():
    recorder = Recorder("couchbase://rec.example/rec")
    await recorder.connect()
    await recorder.record("first", 1)
    recorder.record("last", 2)
    recorder.close()  # CB301: "an operation in"


asyncio.get_event_loop().run_until_complete(main())
