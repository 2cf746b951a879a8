from threading import Thread


def start_pair(left, right):
    first = Thread(target=left.get, args=("status",))
    second = Thread(target=right.get, args=("status",))
    first.start()
    second.start()
    return first, second
