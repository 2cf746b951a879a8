from couchbase.analytics import AnalyticsQuery, AnalyticsRequest
from couchbase.auth import (
    CertificateAuthenticator,
    JwtAuthenticator,
    PasswordAuthenticator,
)
from couchbase.bucket import Bucket
from couchbase.diagnostics import ClusterState, ServiceType
from couchbase.exceptions import ErrorMapper, UnAmbiguousTimeoutException
from couchbase.management.analytics import AnalyticsIndexManager
from couchbase.management.buckets import BucketManager
from couchbase.management.eventing import EventingFunctionManager
from couchbase.management.queries import QueryIndexManager
from couchbase.management.search import SearchIndexManager
from couchbase.management.users import UserManager
from couchbase.n1ql import N1QLQuery, N1QLRequest, QueryProfile, QueryScanConsistency
from couchbase.options import (
    ClusterOptions,
    ClusterTimeoutOptions,
    ClusterTracingOptions,
    Compression,
    DiagnosticsOptions,
    PingOptions,
    QueryOptions,
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
from couchbase.search import FullTextSearchRequest, SearchQueryBuilder, SearchRequest
from couchbase.transactions import Transactions


class Cluster:
    @opens(cluster="connstr", auth="options")
    def __init__(self, connstr, *options, **kwargs): ...
    @property
    @derives
    def transactions(self) -> Transactions: ...
    @property
    @tells_open
    def connected(self): ...
    @closes
    def close(self): ...
    @reaches
    def bucket(self, bucket_name) -> Bucket: ...
    @operates
    def cluster_info(self): ...
    @operates
    def ping(self, *opts, **kwargs): ...
    @operates(waits=False)
    def diagnostics(self, *opts, **kwargs): ...
    def set_authenticator(self, authenticator): ...
    @operates
    def wait_until_ready(self, timeout, *opts, **kwargs): ...
    @lazy
    def query(self, statement, *options, **kwargs) -> QueryResult: ...
    @lazy
    def analytics_query(self, statement, *options, **kwargs) -> AnalyticsResult: ...
    @lazy
    def search_query(self, index, query, *options, **kwargs) -> SearchResult: ...
    @lazy
    def search(self, index, request, *options, **kwargs) -> SearchResult: ...
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
    @derives
    def eventing_functions(self) -> EventingFunctionManager: ...
    @staticmethod
    @opens(cluster="connstr", auth="options")
    def connect(connstr, *options, **kwargs) -> "Cluster": ...
