from couchbase_analytics.common.errors import (
    AnalyticsError,
    InternalSDKError,
    InvalidCredentialError,
    QueryError,
    QueryNotFoundError,
    TimeoutError,
)
