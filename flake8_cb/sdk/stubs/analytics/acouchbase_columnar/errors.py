from couchbase_columnar.common.errors import (
    ColumnarError,
    InternalSDKError,
    InvalidCredentialError,
    QueryError,
    TimeoutError,
)
