from couchbase.asynchronous.bucket import AsyncBucket
from txcouchbase.bucket import (
    BatchedN1QLRequest,
    BatchedRowMixin,
    BatchedSearchRequest,
    BatchedView,
    Bucket,
    RawBucket,
    TxEventQueue,
)
