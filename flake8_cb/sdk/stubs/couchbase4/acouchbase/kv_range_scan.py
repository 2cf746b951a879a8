from couchbase.exceptions import (
    PYCBC_ERROR_MAP,
    AlreadyQueriedException,
    CouchbaseException,
    ExceptionMap,
    RangeScanCompletedException,
)


class AsyncRangeScanRequest: ...
