from threading import Thread


class Process(Thread):
    """A thread under the name that the callers of old know."""


def launch(function, *args):
    child = Process(target=function, args=args)
    child.start()
    child.join()
