from couchbase.asynchronous.bucket import AsyncBucket
