from couchbase.exceptions import (
    AmbiguousTimeoutException,
    InvalidArgumentException,
    QueryIndexNotFoundException,
    WatchQueryIndexTimeoutException,
)
from couchbase.management.options import (
    BuildDeferredQueryIndexOptions,
    CreatePrimaryQueryIndexOptions,
    CreateQueryIndexOptions,
    DropPrimaryQueryIndexOptions,
    DropQueryIndexOptions,
    GetAllQueryIndexOptions,
    WatchQueryIndexOptions,
)
from couchbase.options import forward_args


class QueryIndex: ...


class QueryIndexManager:
    @operates
    def create_index(self, bucket_name, index_name, keys, *options, **kwargs): ...
    @operates
    def create_primary_index(self, bucket_name, *options, **kwargs): ...
    @operates
    def drop_index(self, bucket_name, index_name, *options, **kwargs): ...
    @operates
    def drop_primary_index(self, bucket_name, *options, **kwargs): ...
    @operates
    def get_all_indexes(self, bucket_name, *options, **kwargs): ...
    @operates
    def build_deferred_indexes(self, bucket_name, *options, **kwargs): ...
    @operates
    def watch_indexes(self, bucket_name, index_names, *options, **kwargs): ...


class CollectionQueryIndexManager:
    @operates
    def create_index(self, index_name, keys, *options, **kwargs): ...
    @operates
    def create_primary_index(self, *options, **kwargs): ...
    @operates
    def drop_index(self, index_name, *options, **kwargs): ...
    @operates
    def drop_primary_index(self, *options, **kwargs): ...
    @operates
    def get_all_indexes(self, *options, **kwargs): ...
    @operates
    def build_deferred_indexes(self, *options, **kwargs): ...
    @operates
    def watch_indexes(self, index_names, *options, **kwargs): ...
