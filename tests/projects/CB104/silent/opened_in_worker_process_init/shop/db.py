from couchbase.bucket import Bucket

carts = None


def connect():
    global carts
    carts = Bucket("couchbase://shop.local/carts")
