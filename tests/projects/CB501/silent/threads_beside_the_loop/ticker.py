"""The loop only gets what the thread has found."""
import asyncio

from poller import Poller


async def main():
    loop = asyncio.get_running_loop()
    queue = asyncio.Queue()
    poller = Poller(lambda item: loop.call_soon_threadsafe(queue.put_nowait, item))
    poller.start()
    while True:
        print(await queue.get())


asyncio.run(main())
