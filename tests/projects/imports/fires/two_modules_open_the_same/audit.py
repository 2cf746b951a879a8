from couchbase.bucket import Bucket

_bucket = Bucket("couchbase://shop.example/orders")


def note(text):
    _bucket.append("audit", text)
