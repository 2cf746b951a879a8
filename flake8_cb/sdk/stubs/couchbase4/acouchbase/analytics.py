from couchbase.exceptions import (
    PYCBC_ERROR_MAP,
    AlreadyQueriedException,
    CouchbaseException,
    ErrorMapper,
    ExceptionMap,
)


class AnalyticsQuery: ...
class AsyncAnalyticsRequest: ...
