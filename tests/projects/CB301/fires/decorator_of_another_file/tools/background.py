import functools
import threading


def in_background(function):
    @functools.wraps(function)
    def start(*args):
        threading.Thread(target=function, args=args).start()

    return start
