from couchbase.exceptions import (
    PYCBC_ERROR_MAP,
    AlreadyQueriedException,
    CouchbaseException,
    ErrorMapper,
    ExceptionMap,
)


class N1QLRequest: ...
