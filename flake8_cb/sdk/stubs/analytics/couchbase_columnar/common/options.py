from couchbase_columnar.common.options_base import (
    ClusterOptionsBase,
    ClusterOptionsKwargs,
    QueryOptionsBase,
    QueryOptionsKwargs,
    SecurityOptionsBase,
    SecurityOptionsKwargs,
    TimeoutOptionsBase,
    TimeoutOptionsKwargs,
)

OptionsClass = ...


class ClusterOptions(ClusterOptionsBase): ...
class SecurityOptions(SecurityOptionsBase): ...
class TimeoutOptions(TimeoutOptionsBase): ...
class QueryOptions(QueryOptionsBase): ...
