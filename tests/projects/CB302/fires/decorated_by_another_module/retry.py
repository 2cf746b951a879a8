import functools
import threading

_stopping = threading.Event()


def retried(times):
    def decorate(function):
        @functools.wraps(function)
        def call(*args, **kwargs):
            for attempt in range(times):
                try:
                    return function(*args, **kwargs)
                except OSError:
                    if _stopping.wait(attempt):
                        raise
            return None

        return call

    return decorate
