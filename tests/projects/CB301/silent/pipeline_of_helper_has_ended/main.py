import bulk
import closing

from couchbase.bucket import Bucket

bucket = Bucket("couchbase://import-1/staging", password="barley")
bulk.store(bucket, {"a": 1, "b": 2})
closing.close(bucket)
