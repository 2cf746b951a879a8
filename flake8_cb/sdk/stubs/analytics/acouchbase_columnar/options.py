from couchbase_columnar.common.enums import IpProtocol
from couchbase_columnar.common.options import (
    ClusterOptions,
    ClusterOptionsKwargs,
    QueryOptions,
    QueryOptionsKwargs,
    SecurityOptions,
    SecurityOptionsKwargs,
    TimeoutOptions,
    TimeoutOptionsKwargs,
)
