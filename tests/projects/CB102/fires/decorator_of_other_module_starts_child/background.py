import functools
from multiprocessing import Process


def background(function):
    @functools.wraps(function)
    def start(*args):
        child = Process(target=function, args=args)
        child.start()
        return child

    return start
