"""Load beers with several processes. Written for the 2.x SDK."""

from multiprocessing import Process

from couchbase.bucket import Bucket

bucket = Bucket("couchbase://db.example.com/beer-sample")


def load(batch):
    for number in batch:
        bucket.upsert(f"beer::{number}", {"number": number})


def main():
    workers = [Process(target=load, args=(range(first, first + 1000),)) for first in (0, 1000, 2000)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()


if __name__ == "__main__":
    main()
