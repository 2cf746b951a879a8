import gevent
from couchbase.bucket import Bucket

bucket = Bucket("couchbase://shop.local/carts")


def drop(key):
    bucket.remove(key, quiet=True)  # CB504


def clean(keys):
    gevent.joinall([gevent.spawn(drop, key) for key in keys])


if __name__ == "__main__":
    clean(["cart:1"])
