from couchbase.bucket import Bucket

jobs = Bucket("couchbase://queue.example/jobs")
