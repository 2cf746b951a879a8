from couchbase.management.admin import Admin
from couchbase.management.buckets import (
    BucketManagerErrorHandler,
    BucketSettings,
    CreateBucketOptions,
    CreateBucketSettings,
    DropBucketOptions,
    FlushBucketOptions,
    GetAllBucketOptions,
    GetBucketOptions,
    UpdateBucketOptions,
)
from couchbase.options import forward_args
from couchbase_core import mk_formstr


class ABucketManager:
    @derives(via="admin_bucket")
    def __init__(self, admin_bucket): ...
    @sends
    def create_bucket(self, settings, *options, **kwargs): ...
    @sends
    def update_bucket(self, settings, *options, **kwargs): ...
    @sends
    def drop_bucket(self, bucket_name, *options, **kwargs): ...
    @sends
    def get_bucket(self, bucket_name, *options, **kwargs): ...
    @sends
    def get_all_buckets(self, *options, **kwargs): ...
    @sends
    def flush_bucket(self, bucket_name, *options, **kwargs): ...
