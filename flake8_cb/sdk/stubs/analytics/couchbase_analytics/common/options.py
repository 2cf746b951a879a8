from couchbase_analytics.common.options_base import (
    ClusterOptionsBase,
    ClusterOptionsKwargs,
    FetchResultsOptionsBase,
    FetchResultsOptionsKwargs,
    QueryOptionsBase,
    QueryOptionsKwargs,
    SecurityOptionsBase,
    SecurityOptionsKwargs,
    StartQueryOptionsBase,
    StartQueryOptionsKwargs,
    TimeoutOptionsBase,
    TimeoutOptionsKwargs,
)

OptionsClass = ...


class ClusterOptions(ClusterOptionsBase): ...
class FetchResultsOptions(FetchResultsOptionsBase): ...
class SecurityOptions(SecurityOptionsBase): ...
class TimeoutOptions(TimeoutOptionsBase): ...
class QueryOptions(QueryOptionsBase): ...
class StartQueryOptions(StartQueryOptionsBase): ...
