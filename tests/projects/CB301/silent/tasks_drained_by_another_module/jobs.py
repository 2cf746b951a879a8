import asyncio

running = []


def start(coroutine):
    running.append(asyncio.create_task(coroutine))


async def stop_all():
    for task in running:
        task.cancel()
    await asyncio.gather(*running, return_exceptions=True)
    running.clear()
