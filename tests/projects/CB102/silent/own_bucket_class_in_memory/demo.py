# By its name a Bucket, but no connection; the real one comes after the child.
from multiprocessing import Process

import couchbase.bucket
from memory import Bucket

pieces = Bucket("couchbase://museum.local/pieces")


def _show(name):
    pieces.upsert(name, {"shown": True})


def main():
    guide = Process(target=_show, args=("vase",))
    guide.start()
    guide.join()
    museum = couchbase.bucket.Bucket("couchbase://museum.local/pieces")
    museum.upsert("tour", "over")


if __name__ == "__main__":
    main()
