from gcouchbase.bucket import Bucket

from workers import Workers

bucket = Bucket("couchbase://state.local/state", password="pw")
workers = Workers(4)
for key in ("a", "b", "c"):
    workers.give(bucket.remove, key)
workers.stop()
bucket._close()
