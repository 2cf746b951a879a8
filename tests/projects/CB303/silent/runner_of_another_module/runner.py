import asyncio


def run(coroutine):
    return asyncio.run(coroutine)


def spawn(loop, coroutine):
    return asyncio.run_coroutine_threadsafe(coroutine, loop)
