from couchbase.binary_collection import BinaryCollection
from couchbase.datastructures import (
    CouchbaseList,
    CouchbaseMap,
    CouchbaseQueue,
    CouchbaseSet,
    DatastructureCallable,
)
from couchbase.exceptions import (
    DocumentExistsException,
    DocumentNotFoundException,
    ErrorMapper,
    InvalidArgumentException,
    PathExistsException,
    PathNotFoundException,
    QueueEmpty,
)
from couchbase.kv_range_scan import RangeScanRequest
from couchbase.management.queries import CollectionQueryIndexManager
from couchbase.options import (
    AppendMultiOptions,
    AppendOptions,
    ConstrainedInt,
    DecrementMultiOptions,
    DecrementOptions,
    DeltaValue,
    DurabilityOptionBlock,
    ExistsMultiOptions,
    ExistsOptions,
    GetAllReplicasMultiOptions,
    GetAllReplicasOptions,
    GetAndLockMultiOptions,
    GetAndLockOptions,
    GetAndTouchOptions,
    GetAnyReplicaMultiOptions,
    GetAnyReplicaOptions,
    GetMultiOptions,
    GetOptions,
    IncrementMultiOptions,
    IncrementOptions,
    InsertMultiOptions,
    InsertOptions,
    LockMultiOptions,
    LookupInOptions,
    OptionsTimeout,
    PrependMultiOptions,
    PrependOptions,
    RemoveMultiOptions,
    RemoveOptions,
    ReplaceMultiOptions,
    ReplaceOptions,
    ScanOptions,
    SignedInt64,
    TouchMultiOptions,
    TouchOptions,
    UnlockMultiOptions,
    UnlockOptions,
    UpsertMultiOptions,
    UpsertOptions,
    forward_args,
    get_valid_multi_args,
)
from couchbase.result import (
    CounterResult,
    ExistsResult,
    GetReplicaResult,
    GetResult,
    LookupInReplicaResult,
    LookupInResult,
    MultiCounterResult,
    MultiExistsResult,
    MultiGetReplicaResult,
    MultiGetResult,
    MultiMutationResult,
    MutateInResult,
    MutationResult,
    OperationResult,
    ScanResultIterable,
    _ReplicaStream,
)
from couchbase.scope import Scope
from couchbase.scope import Scope as ScopeBase
from couchbase.subdocument import (
    array_addunique,
    array_append,
    array_prepend,
    count,
    replace,
)
from couchbase.subdocument import get as subdoc_get
from couchbase.subdocument import remove as subdoc_remove
from couchbase.subdocument import upsert as subdoc_upsert
from couchbase.transcoder import Transcoder


class Collection:
    @derives(via="scope")
    def __init__(self, scope, name): ...
    @property
    def name(self): ...
    @operates
    def get(self, key, *opts, **kwargs): ...
    @operates
    def get_any_replica(self, key, *opts, **kwargs): ...
    @starts
    def get_all_replicas(self, key, *opts, **kwargs) -> _ReplicaStream: ...
    @operates
    def exists(self, key, *opts, **kwargs): ...
    @operates
    def insert(self, key, value, *opts, **kwargs): ...
    @operates
    def upsert(self, key, value, *opts, **kwargs): ...
    @operates
    def replace(self, key, value, *opts, **kwargs): ...
    @operates
    def remove(self, key, *opts, **kwargs): ...
    @operates
    def touch(self, key, expiry, *opts, **kwargs): ...
    @operates
    def get_and_touch(self, key, expiry, *opts, **kwargs): ...
    @operates
    def get_and_lock(self, key, lock_time, *opts, **kwargs): ...
    @operates
    def unlock(self, key, cas, *opts, **kwargs): ...
    @operates
    def lookup_in(self, key, spec, *opts, **kwargs): ...
    @operates
    def lookup_in_any_replica(self, key, spec, *opts, **kwargs): ...
    @starts
    def lookup_in_all_replicas(self, key, spec, *opts, **kwargs) -> _ReplicaStream: ...
    @operates
    def mutate_in(self, key, spec, *opts, **kwargs): ...
    @lazy
    def scan(self, scan_type, *opts, **kwargs) -> ScanResultIterable: ...
    @derives
    def binary(self) -> BinaryCollection: ...
    @derives
    def couchbase_list(self, key) -> CouchbaseList: ...
    @operates
    def list_append(self, key, value, create=False, **kwargs): ...
    @operates
    def list_prepend(self, key, value, create=False, **kwargs): ...
    @operates
    def list_set(self, key, index, value, **kwargs): ...
    @operates
    def list_get(self, key, index, **kwargs): ...
    @operates
    def list_remove(self, key, index, **kwargs): ...
    @operates
    def list_size(self, key, **kwargs): ...
    @derives
    def couchbase_map(self, key) -> CouchbaseMap: ...
    @operates
    def map_add(self, key, mapkey, value, create=False, **kwargs): ...
    @operates
    def map_get(self, key, mapkey, **kwargs): ...
    @operates
    def map_remove(self, key, mapkey, **kwargs): ...
    @operates
    def map_size(self, key, **kwargs): ...
    @derives
    def couchbase_set(self, key) -> CouchbaseSet: ...
    @operates
    def set_add(self, key, value, create=False, **kwargs): ...
    @operates
    def set_remove(self, key, value, **kwargs): ...
    @operates
    def set_size(self, key, **kwargs): ...
    @operates
    def set_contains(self, key, value, **kwargs): ...
    @derives
    def couchbase_queue(self, key) -> CouchbaseQueue: ...
    @operates
    def queue_push(self, key, value, create=False, **kwargs): ...
    @operates
    def queue_pop(self, key, **kwargs): ...
    @operates
    def queue_size(self, key): ...
    @operates
    def get_multi(self, keys, *opts, **kwargs): ...
    @operates
    def get_any_replica_multi(self, keys, *opts, **kwargs): ...
    @operates
    def get_all_replicas_multi(self, keys, *opts, **kwargs): ...
    @operates
    def lock_multi(self, keys, lock_time, *opts, **kwargs): ...
    @operates
    def get_and_lock_multi(self, keys, lock_time, *opts, **kwargs): ...
    @operates
    def exists_multi(self, keys, *opts, **kwargs): ...
    @operates
    def insert_multi(self, keys_and_docs, *opts, **kwargs): ...
    @operates
    def upsert_multi(self, keys_and_docs, *opts, **kwargs): ...
    @operates
    def replace_multi(self, keys_and_docs, *opts, **kwargs): ...
    @operates
    def remove_multi(self, keys, *opts, **kwargs): ...
    @operates
    def touch_multi(self, keys, expiry, *opts, **kwargs): ...
    @operates
    def unlock_multi(self, keys, *opts, **kwargs): ...
    @derives
    def query_indexes(self) -> CollectionQueryIndexManager: ...
    @staticmethod
    def default_name(): ...


class CBCollection(Collection): ...
