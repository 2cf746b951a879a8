from couchbase.exceptions import (
    PYCBC_ERROR_MAP,
    AlreadyQueriedException,
    CouchbaseException,
    ErrorMapper,
    ExceptionMap,
)


class ViewQuery: ...
class ViewRow: ...
class AsyncViewRequest: ...
