from threading import Thread

from couchbase.bucket import Bucket


def _work(names):
    bucket = Bucket("couchbase://mail.example/boxes")
    for name in names:
        bucket.upsert(name, {})


def start(names):
    thread = Thread(target=_work, args=(names,))
    thread.start()
    return thread
