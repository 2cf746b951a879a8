from couchbase.asynchronous.bucket import AsyncBucket
from couchbase.bucket import Bucket
