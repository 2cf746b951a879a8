from couchbase.exceptions import (
    HTTPException,
    InvalidArgumentException,
    QueryIndexAlreadyExistsException,
    QueryIndexNotFoundException,
    WatchQueryIndexTimeoutException,
)
from couchbase.management.admin import Admin
from couchbase.management.queries import (
    BuildDeferredQueryIndexOptions,
    CreatePrimaryQueryIndexOptions,
    CreateQueryIndexOptions,
    DropPrimaryQueryIndexOptions,
    DropQueryIndexOptions,
    GetAllQueryIndexOptions,
    QueryErrorMapper,
    QueryIndex,
    WatchQueryIndexOptions,
)
from couchbase.options import forward_args
from couchbase_core import mk_formstr


class AQueryIndexManager:
    @derives(via="admin_bucket")
    def __init__(self, admin_bucket): ...
    @sends
    def get_all_indexes(self, bucket_name, *options, **kwargs): ...
    @operates
    async def create_index(self, bucket_name, index_name, fields, *options, **kwargs): ...
    @operates
    async def create_primary_index(self, bucket_name, *options, **kwargs): ...
    @operates
    async def drop_index(self, bucket_name, index_name, *options, **kwargs): ...
    @operates
    async def drop_primary_index(self, bucket_name, *options, **kwargs): ...
    @operates
    async def build_deferred_indexes(self, bucket_name, *options, **kwargs): ...
    @operates
    async def watch_indexes(self, bucket_name, index_names, *options, **kwargs): ...
