import progress

from couchbase.bucket import Bucket

bucket = Bucket("couchbase://10.1.0.4/archive")
progress.show("archive")
bucket.upsert("state", {"archived": True})
bucket._close()
