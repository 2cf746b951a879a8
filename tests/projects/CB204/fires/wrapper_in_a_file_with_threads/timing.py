import functools
import threading
import time


def timed(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        began = time.monotonic()
        try:
            return function(*args, **kwargs)
        finally:
            print(threading.current_thread().name, time.monotonic() - began)

    return wrapper
