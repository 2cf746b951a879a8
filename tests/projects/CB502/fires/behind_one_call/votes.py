from threading import Thread

from couchbase.bucket import Bucket


def count(bucket):
    bucket.get("total", quiet=True)


def run():
    bucket = Bucket("couchbase://mood/votes", password="moody")  # CB204
    reader = Thread(target=count, args=(bucket,))
    reader.start()  # CB502
    bucket.upsert("total", 1)
    reader.join()
    bucket._close()
