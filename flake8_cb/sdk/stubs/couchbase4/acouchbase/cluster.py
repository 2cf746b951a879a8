from acouchbase import get_event_loop
from acouchbase.analytics import AnalyticsQuery, AsyncAnalyticsRequest
from acouchbase.bucket import AsyncBucket
from acouchbase.management.analytics import AnalyticsIndexManager
from acouchbase.management.buckets import BucketManager
from acouchbase.management.eventing import EventingFunctionManager
from acouchbase.management.queries import QueryIndexManager
from acouchbase.management.search import SearchIndexManager
from acouchbase.management.users import UserManager
from acouchbase.n1ql import AsyncN1QLRequest, N1QLQuery
from acouchbase.search import AsyncFullTextSearchRequest, SearchQueryBuilder
from acouchbase.transactions import Transactions
from couchbase.auth import (
    CertificateAuthenticator,
    JwtAuthenticator,
    PasswordAuthenticator,
)
from couchbase.diagnostics import ClusterState, ServiceType
from couchbase.exceptions import UnAmbiguousTimeoutException
from couchbase.options import PingOptions, forward_args
from couchbase.result import (
    AnalyticsResult,
    ClusterInfoResult,
    DiagnosticsResult,
    PingResult,
    QueryResult,
    SearchResult,
)


class AsyncCluster:
    @opens(cluster="connstr", auth="options")
    def __init__(self, connstr, *options, **kwargs): ...
    @property
    def loop(self): ...
    @property
    @derives
    def transactions(self) -> Transactions: ...
    @operates
    async def on_connect(self): ...
    @property
    @tells_open
    def connected(self): ...
    @closes
    async def close(self): ...
    def set_authenticator(self, authenticator): ...
    @reaches
    def bucket(self, bucket_name) -> AsyncBucket: ...
    @operates
    async def cluster_info(self): ...
    @operates
    async def ping(self, *opts, **kwargs): ...
    @operates
    async def diagnostics(self, *opts, **kwargs): ...
    @operates
    async def wait_until_ready(self, timeout, *opts, **kwargs): ...
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
    async def connect(connstr, *options, **kwargs) -> "AsyncCluster": ...


Cluster = AsyncCluster
