from couchbase.bucket import Bucket


class Repository:
    def __init__(self, connstr):
        self.bucket = Bucket(connstr)

    def find(self, key):
        return self.bucket.get(key).value
