"""Tools for measuring."""
import functools
import time


def timed(what):
    def decorate(function):
        @functools.wraps(function)
        def wrapper(*args):
            start = time.time()
            function(*args)
            print(what, time.time() - start)
            return time.time() - start

        return wrapper

    return decorate
