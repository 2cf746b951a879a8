import asyncio

from recorder import Recorder


async def main():
    recorder = Recorder("couchbase://rec.example/rec")
    await recorder.connect()
    for number in range(3):
        recorder.record(f"n::{number}", number)
    await recorder.close()


asyncio.get_event_loop().run_until_complete(main())
