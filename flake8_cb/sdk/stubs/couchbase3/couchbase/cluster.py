from couchbase.analytics import AnalyticsOptions, AnalyticsResult
from couchbase.auth import Authenticator, NoBucketException
from couchbase.bucket import Bucket, CoreClient, PingOptions
from couchbase.diagnostics import DiagnosticsResult
from couchbase.exceptions import (
    AlreadyShutdownException,
    AnalyticsException,
    CouchbaseException,
    InvalidArgumentException,
    NetworkException,
    QueryException,
    SearchException,
)
from couchbase.management.admin import Admin
from couchbase.management.analytics import AnalyticsIndexManager
from couchbase.management.buckets import BucketManager
from couchbase.management.eventing import EventingFunctionManager
from couchbase.management.queries import QueryIndexManager
from couchbase.management.search import SearchIndexManager
from couchbase.management.users import UserManager
from couchbase.mutation_state import MutationState
from couchbase.n1ql import QueryResult
from couchbase.options import LockMode, OptionBlock, QueryBaseOptions, enum_value
from couchbase.result import (
    JSON,
    AsyncGetReplicaResult,
    AsyncGetResult,
    AsyncLookupInResult,
    AsyncMultiGetResult,
    AsyncMultiMutationResult,
    AsyncMutateInResult,
    AsyncMutationResult,
    AsyncPingResult,
    AsyncResult,
    AsyncWrapper,
    ContentProxy,
    ContentProxySubdoc,
    CoreAsyncResult,
    CoreResult,
    CoreView,
    EndpointPingReport,
    ExistsResult,
    GetReplicaResult,
    GetResult,
    LookupInResult,
    MultiGetResult,
    MultiMutationResult,
    MultiResultBase,
    MultiResultWrapper,
    MutateInResult,
    MutationResult,
    MutationToken,
    PingResult,
    Result,
    ServiceType,
    Spec,
    SubdocResult,
    Transcodable,
    UnsignedInt64,
    ViewMetaData,
    ViewResult,
    ViewRow,
)
from couchbase.search import SearchOptions, SearchQuery, SearchResult
from couchbase.tracing import CouchbaseSpan, CouchbaseTracer
from couchbase_core.asynchronous.client import AsyncClientMixin
from couchbase_core.cluster import (
    CertAuthenticator,
    ClassicAuthenticator,
    Client,
    ConnectionString,
    MixedAuthException,
    PasswordAuthenticator,
)
from couchbase_core.cluster import _Cluster as CoreCluster

ServerVersion = ...
CallableOnOptionBlock = ...


class DiagnosticsOptions(OptionBlock): ...
class QueryScanConsistency: ...
class QueryProfile: ...
class NamedClass: ...
class QueryOptions(QueryBaseOptions): ...
class ClusterTimeoutOptions: ...
class Compression: ...
class ClusterTracingOptions: ...


class ClusterOptions:
    @remembers
    def __init__(
        self,
        authenticator=None,
        timeout_options=None,
        tracing_options=None,
        log_redaction=None,
        compression=None,
        compression_min_size=None,
        compression_min_ratio=None,
        certpath=None,
        enable_mutation_tokens=None,
        tracer=None,
        lockmode=None,
        transcoder=None,
        **kwargs,
    ): ...


class Cluster(CoreClient):
    @opens(cluster="connection_string", auth="options", options="options", more="kwargs")
    def __init__(
        self, connection_string, options=None, bucket_factory=Bucket, admin_factory=Admin, **kwargs
    ): ...
    @classmethod
    @opens(cluster="connection_string", auth="options", options="options", more="kwargs")
    def connect(cls, connection_string, options=None, **kwargs) -> "Cluster": ...
    @operates
    def get_server_version(self): ...
    @opens(hosts="self.connection_string", bucket="name", auth="self.options")
    def bucket(self, name) -> Bucket: ...
    @lazy
    def query(self, statement, *options, **kwargs) -> QueryResult: ...
    @lazy
    def analytics_query(self, statement, *options, **kwargs) -> AnalyticsResult: ...
    @lazy
    def search_query(self, index, query, *options, **kwargs) -> SearchResult: ...
    @operates(waits=False)
    def diagnostics(self, *options, **kwargs): ...
    @operates
    def ping(self, *options, **kwargs): ...
    @derives
    def users(self) -> UserManager: ...
    @derives
    def query_indexes(self) -> QueryIndexManager: ...
    @derives
    def search_indexes(self) -> SearchIndexManager: ...
    @derives
    def analytics_indexes(self) -> AnalyticsIndexManager: ...
    @derives
    def buckets(self) -> BucketManager: ...
    @derives
    def eventing_functions(self) -> EventingFunctionManager: ...
    @disconnects
    def disconnect(self): ...


class AsyncCluster(AsyncClientMixin, Cluster):
    @classmethod
    @opens(cluster="connection_string", auth="options")
    def connect(cls, connection_string=None, *options, **kwargs) -> "AsyncCluster": ...
