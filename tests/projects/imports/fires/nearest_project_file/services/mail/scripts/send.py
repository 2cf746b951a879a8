from multiprocessing import Process

from core.db import bucket


def send():
    bucket.upsert("sent", True)


Process(target=send).start()  # CB102
