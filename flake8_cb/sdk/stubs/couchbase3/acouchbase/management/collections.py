from couchbase.exceptions import NotSupportedWrapper
from couchbase.management.admin import Admin
from couchbase.management.collections import (
    CollectionsErrorHandler,
    CollectionSpec,
    CreateCollectionOptions,
    CreateScopeOptions,
    DropCollectionOptions,
    DropScopeOptions,
    GetAllScopesOptions,
    ScopeSpec,
)
from couchbase.options import forward_args
from couchbase_core import mk_formstr


class ACollectionManager:
    @derives(via="admin_bucket")
    def __init__(self, admin_bucket, bucket_name): ...
    @sends
    def create_scope(self, scope_name, *options, **kwargs): ...
    @sends
    def drop_scope(self, scope_name, *options, **kwargs): ...
    @sends
    def get_all_scopes(self, *options, **kwargs): ...
    @sends
    def create_collection(self, collection, *options, **kwargs): ...
    @sends
    def drop_collection(self, collection, *options, **kwargs): ...
