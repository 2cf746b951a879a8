from couchbase.bucket import Bucket

bucket = Bucket("couchbase://shop.local/prices")
known = {}


def load(item):
    known[item] = bucket.get(item).value
