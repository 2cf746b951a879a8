import asyncio
import functools


def as_command(function):
    @functools.wraps(function)
    def command(*args):
        return asyncio.run(function(*args))

    return command
