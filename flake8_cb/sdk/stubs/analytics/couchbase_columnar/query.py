from couchbase_columnar.common.enums import QueryScanConsistency
from couchbase_columnar.common.query import (
    CancelToken,
    QueryMetadata,
    QueryMetrics,
    QueryWarning,
)
