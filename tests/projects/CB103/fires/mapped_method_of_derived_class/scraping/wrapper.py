from couchbase.bucket import Bucket


class Pages:
    def __init__(self, connstr):
        self.bucket = Bucket(connstr)
