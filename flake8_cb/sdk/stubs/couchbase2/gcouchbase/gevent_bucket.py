from couchbase.asynchronous.bucket import AsyncBucket
from gcouchbase.bucket import Bucket, GN1QLRequest, GRowsHandler, GView, dummy_callback
