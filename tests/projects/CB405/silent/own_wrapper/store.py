from couchbase.bucket import Bucket, LOCKMODE_WAIT


class Store:
    def __init__(self, host, bucket):
        self.bucket = Bucket(f"couchbase://{host}/{bucket}", password=input(), lockmode=LOCKMODE_WAIT)

    def pipeline(self):
        return self.bucket.pipeline()
