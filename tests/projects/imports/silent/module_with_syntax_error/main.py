from multiprocessing import Process

from old_db import bucket


def work():
    bucket.upsert("a", 1)


Process(target=work).start()
