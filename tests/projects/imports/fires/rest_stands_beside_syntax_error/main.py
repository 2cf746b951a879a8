from multiprocessing import Process

from old_report import report

from db import bucket


def work():
    bucket.upsert("done", True)


report("today")
Process(target=work).start()  # CB102
