from couchbase._libcouchbase import (
    AsyncResult,
    HttpResult,
    MultiResult,
    ObserveInfo,
    OperationResult,
    Result,
    ValueResult,
)


class SubdocResult: ...
