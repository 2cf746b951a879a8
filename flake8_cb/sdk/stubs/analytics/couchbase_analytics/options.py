from couchbase_analytics.common.options import (
    ClusterOptions,
    ClusterOptionsKwargs,
    FetchResultsOptions,
    FetchResultsOptionsKwargs,
    QueryOptions,
    QueryOptionsKwargs,
    SecurityOptions,
    SecurityOptionsKwargs,
    StartQueryOptions,
    StartQueryOptionsKwargs,
    TimeoutOptions,
    TimeoutOptionsKwargs,
)
