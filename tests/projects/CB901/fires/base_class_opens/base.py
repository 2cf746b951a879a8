# options: --extend-select=CB901
from couchbase.bucket import Bucket


class Connected:
    def __init__(self, dsn, password):
        self.bucket = Bucket(dsn, password=password)
