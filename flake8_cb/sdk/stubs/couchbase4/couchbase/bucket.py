from couchbase.collection import Collection
from couchbase.exceptions import ErrorMapper
from couchbase.management.collections import CollectionManager
from couchbase.management.views import ViewIndexManager
from couchbase.options import PingOptions, ViewOptions
from couchbase.result import PingResult, ViewResult
from couchbase.scope import Scope
from couchbase.views import (
    ViewErrorMode,
    ViewOrdering,
    ViewQuery,
    ViewRequest,
    ViewScanConsistency,
)


class Bucket:
    @derives(via="cluster")
    def __init__(self, cluster, bucket_name): ...
    @property
    def name(self): ...
    @closes
    def close(self): ...
    @derives
    def default_scope(self) -> Scope: ...
    @derives
    def scope(self, name) -> Scope: ...
    @derives
    def collection(self, collection_name) -> Collection: ...
    @derives
    def default_collection(self) -> Collection: ...
    @operates
    def ping(self, *opts, **kwargs): ...
    @lazy
    def view_query(self, design_doc, view_name, *view_options, **kwargs) -> ViewResult: ...
    @derives
    def collections(self) -> CollectionManager: ...
    @derives
    def view_indexes(self) -> ViewIndexManager: ...
