from multiprocessing import Process

from .db import people


def count():
    people.counter("count", initial=1)


Process(target=count).start()  # CB102
