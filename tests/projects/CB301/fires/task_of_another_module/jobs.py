import asyncio

running = []


def start(coroutine):
    running.append(asyncio.create_task(coroutine))


async def stop_first():
    running[0].cancel()
    await asyncio.gather(running[0], return_exceptions=True)
