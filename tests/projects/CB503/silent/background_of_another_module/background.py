import asyncio

running = set()


def spawn(coroutine):
    task = asyncio.create_task(coroutine)
    running.add(task)
    task.add_done_callback(running.discard)


async def drain():
    await asyncio.gather(*running)
