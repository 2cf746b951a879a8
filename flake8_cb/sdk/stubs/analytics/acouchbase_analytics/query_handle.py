from couchbase_analytics.common.query_handle import (
    AsyncQueryHandle,
    AsyncQueryResultHandle,
    AsyncQueryStatus,
)
