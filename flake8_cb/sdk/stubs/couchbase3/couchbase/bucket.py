from couchbase.collection import CBCollection, CoreClientDatastructureWrap, Scope
from couchbase.management.admin import Admin
from couchbase.management.collections import CollectionManager
from couchbase.management.views import DesignDocumentNamespace, ViewIndexManager
from couchbase.options import LockMode, OptionBlockTimeOut
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
from couchbase.tracing import CouchbaseSpan
from couchbase_core.asynchronous.client import AsyncClientMixin
from couchbase_core.client import Client as CoreClient


class ViewScanConsistency: ...
class ViewOrdering: ...
class ViewErrorMode: ...
class ViewOptions(OptionBlockTimeOut): ...
class PingOptions(OptionBlockTimeOut): ...


class Bucket(CoreClientDatastructureWrap):
    @opens(connstr="connection_string", bucket="name", user="username", mode="lockmode")
    def __init__(
        self,
        connection_string=None,
        name=None,
        collection_factory=CBCollection,
        admin=None,
        *options,
        username=None,
        password=None,
        lockmode=LockMode.EXC,
        **kwargs,
    ): ...
    @property
    def name(self): ...
    @derives
    def scope(self, scope_name) -> Scope: ...
    @derives
    def default_collection(self) -> CBCollection: ...
    @derives
    def collection(self, collection_name) -> CBCollection: ...
    @derives
    def collections(self) -> CollectionManager: ...
    @lazy
    def view_query(self, design_doc, view_name, *view_options, **kwargs) -> ViewResult: ...
    @derives
    def view_indexes(self) -> ViewIndexManager: ...
    @operates
    def ping(self, *options, **kwargs): ...


class AsyncBucket(AsyncClientMixin, Bucket): ...
