import multiprocessing

_children = []


def start(function, names):
    for name in names:
        child = multiprocessing.Process(target=function, args=(name,))
        child.start()
        _children.append(child)


def wait():
    while _children:
        _children.pop().join()
