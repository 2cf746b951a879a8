import asyncio
import functools


def in_thread(function):
    @functools.wraps(function)
    def wrapper(*args):
        return asyncio.get_running_loop().run_in_executor(None, function, *args)

    return wrapper
