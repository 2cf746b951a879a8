from couchbase.exceptions import (
    PYCBC_ERROR_MAP,
    AlreadyQueriedException,
    CouchbaseException,
    ErrorMapper,
    ExceptionMap,
)


class N1QLQuery: ...
class AsyncN1QLRequest: ...
