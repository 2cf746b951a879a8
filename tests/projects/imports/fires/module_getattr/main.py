from multiprocessing import Process

import lazy_db


def work():
    print("working")


print(lazy_db.bucket.get("a").value)
Process(target=work).start()  # CB101
