from multiprocessing import Process

from generated.version import VERSION

from db import bucket


def work():
    bucket.upsert("version", VERSION)


Process(target=work).start()  # CB102
