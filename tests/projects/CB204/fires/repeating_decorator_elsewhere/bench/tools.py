"""Tools for measuring."""
import functools
import time


def repeat(times):
    def decorate(function):
        @functools.wraps(function)
        def wrapper(*args):
            start = time.time()
            for _ in range(times):
                function(*args)
            return (time.time() - start) / times

        return wrapper

    return decorate
