from multiprocessing import Process

from acme.billing.db import invoices


def send():
    invoices.upsert("sent", True)


Process(target=send).start()  # CB102
