import os
from multiprocessing import Process

if os.environ.get("FLAGS_FROM_DB"):
    import db

    print(db.bucket.get("flags").value)


def work():
    print("working")


Process(target=work).start()  # CB101
