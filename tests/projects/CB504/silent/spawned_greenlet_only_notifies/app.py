from couchbase.bucket import Bucket

from notify import notify

bucket = Bucket("couchbase://shop.local/orders")


def order(key, value):
    bucket.upsert(key, value)
    notify("orders", key).join()


order("order:1", {"total": 3})
