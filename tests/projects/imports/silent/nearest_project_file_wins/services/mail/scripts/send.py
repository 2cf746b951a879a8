from multiprocessing import Process

from core.db import bucket


def send():
    bucket.update(sent=True)


Process(target=send).start()
