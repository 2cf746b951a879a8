from couchbase_analytics.common.query_handle import (
    BlockingQueryHandle,
    BlockingQueryResultHandle,
    BlockingQueryStatus,
)
