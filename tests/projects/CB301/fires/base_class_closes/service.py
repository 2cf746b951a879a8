from couchbase.bucket import Bucket, LOCKMODE_WAIT


class Service:
    def __init__(self, connstr):
        self.bucket = Bucket(connstr, lockmode=LOCKMODE_WAIT)

    def close(self):
        self.bucket._close()
