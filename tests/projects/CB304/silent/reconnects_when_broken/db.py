from couchbase.bucket import Bucket


def connect():
    return Bucket("couchbase://shop.example/carts")


class Carts:
    def __init__(self):
        self.bucket = connect()

    def reconnect(self):
        self.bucket._close()
        self.bucket = None

    def get(self, key):
        return self.bucket.get(key).value


carts = Carts()
