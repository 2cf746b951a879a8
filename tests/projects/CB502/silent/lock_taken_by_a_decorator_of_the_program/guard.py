import functools
import threading

_guard = threading.RLock()


def guarded(function):
    @functools.wraps(function)
    def call(*args):
        with _guard:
            return function(*args)

    return call
