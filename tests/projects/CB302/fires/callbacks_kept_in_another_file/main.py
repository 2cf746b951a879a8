import lifecycle

from couchbase.bucket import Bucket

bucket = Bucket("couchbase://jobs.example/jobs")
lifecycle.at_end(bucket._close)
bucket.upsert("job:1", {"state": "done"})
lifecycle.end()
bucket.remove("job:1")  # CB302
