import functools
import threading
import time

_local = threading.local()


def timed(function):
    @functools.wraps(function)
    def call(*args):
        began = time.monotonic()
        try:
            return function(*args)
        finally:
            _local.took = time.monotonic() - began

    return call
