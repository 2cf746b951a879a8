"""The one place where the program leaves its loop."""
import asyncio
import functools
from concurrent.futures import ThreadPoolExecutor

_pool = ThreadPoolExecutor(max_workers=8)


async def run_blocking(function, *args, **kwargs):
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(_pool, functools.partial(function, *args, **kwargs))
