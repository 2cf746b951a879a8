_free = []


def put(item):
    _free.append(item)


def take():
    return _free.pop()


def drain():
    while _free:
        _free.pop()._close()
