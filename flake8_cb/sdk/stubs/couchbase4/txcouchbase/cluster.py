from acouchbase import get_event_loop
from couchbase.diagnostics import ClusterState, ServiceType
from couchbase.exceptions import UnAmbiguousTimeoutException
from couchbase.options import (
    DiagnosticsOptions,
    PingOptions,
    WaitUntilReadyOptions,
    forward_args,
)
from couchbase.result import (
    AnalyticsResult,
    ClusterInfoResult,
    DiagnosticsResult,
    PingResult,
    QueryResult,
    SearchResult,
)
from twisted.internet.defer import Deferred
from txcouchbase.analytics import AnalyticsRequest
from txcouchbase.bucket import Bucket
from txcouchbase.management.analytics import AnalyticsIndexManager
from txcouchbase.management.buckets import BucketManager
from txcouchbase.management.queries import QueryIndexManager
from txcouchbase.management.search import SearchIndexManager
from txcouchbase.management.users import UserManager
from txcouchbase.n1ql import N1QLRequest
from txcouchbase.search import FullTextSearchRequest


class Cluster:
    @opens(cluster="connstr", auth="options")
    def __init__(self, connstr, *options, **kwargs): ...
    @property
    def loop(self): ...
    @operates
    def on_connect(self) -> Deferred: ...
    @property
    @tells_open
    def connected(self): ...
    @closes
    def close(self) -> Deferred: ...
    @derives
    def bucket(self, bucket_name) -> Bucket: ...
    @sends
    def cluster_info(self) -> Deferred: ...
    @sends
    def ping(self, *opts, **kwargs) -> Deferred: ...
    @sends
    def diagnostics(self, *opts, **kwargs) -> Deferred: ...
    @sends
    def wait_until_ready(self, timeout, *opts, **kwargs) -> Deferred: ...
    @sends
    def query(self, statement, *options, **kwargs) -> Deferred: ...
    @sends
    def analytics_query(self, statement, *options, **kwargs) -> Deferred: ...
    @sends
    def search_query(self, index, query, *options, **kwargs) -> Deferred: ...
    @sends
    def search(self, index, request, *options, **kwargs) -> Deferred: ...
    @derives
    def buckets(self) -> BucketManager: ...
    @derives
    def users(self) -> UserManager: ...
    @derives
    def query_indexes(self) -> QueryIndexManager: ...
    @derives
    def analytics_indexes(self) -> AnalyticsIndexManager: ...
    @derives
    def search_indexes(self) -> SearchIndexManager: ...


class AnalyticsQuery: ...
class N1QLQuery: ...
class SearchQueryBuilder: ...


TxCluster = Cluster
