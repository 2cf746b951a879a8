from couchbase.bucket import Bucket


class Secure(Bucket):
    def __init__(self, dsn, secret):
        super().__init__(dsn, username="clerk", password=secret)
