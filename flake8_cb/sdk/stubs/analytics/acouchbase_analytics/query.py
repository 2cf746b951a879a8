from couchbase_analytics.common.enums import QueryScanConsistency
from couchbase_analytics.common.query import QueryMetadata, QueryMetrics, QueryWarning
