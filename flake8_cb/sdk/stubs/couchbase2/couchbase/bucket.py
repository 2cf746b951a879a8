from couchbase._libcouchbase import (
    AsyncResult,
    HttpResult,
    MultiResult,
    ObserveInfo,
    OperationResult,
    Result,
    ValueResult,
)
from couchbase._libcouchbase import Bucket as _Base
from couchbase.analytics import AnalyticsQuery, AnalyticsRequest
from couchbase.bucketmanager import BucketManager
from couchbase.connstr import ConnectionString
from couchbase.exceptions import (
    ArgumentError,
    AuthError,
    BadHandleError,
    BucketNotFoundError,
    BusyError,
    ClientNoMemoryError,
    ClientTemporaryFailError,
    ConnectError,
    CouchbaseDataError,
    CouchbaseError,
    CouchbaseFatalError,
    CouchbaseInputError,
    CouchbaseInternalError,
    CouchbaseNetworkError,
    CouchbaseTransientError,
    CryptoConfigError,
    CryptoError,
    CryptoExecutionError,
    CryptoProviderAliasNullException,
    CryptoProviderDecryptFailedException,
    CryptoProviderEncryptFailedException,
    CryptoProviderKeySizeException,
    CryptoProviderMissingPrivateKeyException,
    CryptoProviderMissingPublicKeyException,
    CryptoProviderMissingSigningKeyException,
    CryptoProviderNotFoundException,
    CryptoProviderSigningFailedException,
    DeltaBadvalError,
    DlopenFailedError,
    DlsymFailedError,
    DocumentNotJsonError,
    DocumentTooDeepError,
    HTTPError,
    InternalError,
    InternalSDKError,
    InvalidError,
    KeyExistsError,
    LibcouchbaseError,
    NetworkError,
    NoMemoryError,
    NotFoundError,
    NotMyVbucketError,
    NotStoredError,
    NotSupportedError,
    ObjectDestroyedError,
    ObjectThreadError,
    PipelineError,
    ProtocolError,
    QueueEmpty,
    RangeError,
    SubdocBadDeltaError,
    SubdocCantInsertValueError,
    SubdocEmptyPathError,
    SubdocMultipleErrors,
    SubdocNumberTooBigError,
    SubdocPathExistsError,
    SubdocPathInvalidError,
    SubdocPathMismatchError,
    SubdocPathNotFoundError,
    SubdocValueTooDeepError,
    TemporaryFailError,
    TimeoutError,
    TooBigError,
    UnknownCommandError,
    UnknownHostError,
    ValueFormatError,
    ViewEngineError,
)
from couchbase.fulltext import SearchRequest
from couchbase.n1ql import N1QLQuery, N1QLRequest
from couchbase.result import SubdocResult
from couchbase.user_constants import (
    COMPRESS_FORCE,
    COMPRESS_IN,
    COMPRESS_INOUT,
    COMPRESS_NONE,
    COMPRESS_OUT,
    FMT_AUTO,
    FMT_BYTES,
    FMT_COMMON_MASK,
    FMT_JSON,
    FMT_LEGACY_MASK,
    FMT_PICKLE,
    FMT_UTF8,
    LOCKMODE_EXC,
    LOCKMODE_NONE,
    LOCKMODE_WAIT,
    OBS_FOUND,
    OBS_LOGICALLY_DELETED,
    OBS_MASK,
    OBS_NOTFOUND,
    OBS_PERSISTED,
)
from couchbase.views.iterator import View
from couchbase.views.params import make_dvpath, make_options_string


class PingStatus: ...


class Pipeline:
    def __enter__(self): ...
    def __exit__(self, *args): ...
    @property
    def results(self): ...


class DurabilityContext:
    def __enter__(self): ...
    def __exit__(self, *args): ...


class Bucket(_Base):
    @opens(connstr="connection_string", alias="connstr", user="username", password="password", mode="lockmode")
    def __init__(
        self,
        connection_string=None,
        connstr=None,
        username=None,
        password=None,
        quiet=None,
        unlock_gil=True,
        transcoder=None,
        default_format=None,
        lockmode=LOCKMODE_EXC,
        **kwargs,
    ): ...
    @holds
    def pipeline(self) -> Pipeline: ...
    @operates
    def upsert(self, key, value, cas=0, ttl=0, format=None, persist_to=0, replicate_to=0): ...
    @operates
    def insert(self, key, value, ttl=0, format=None, persist_to=0, replicate_to=0): ...
    @operates
    def replace(self, key, value, cas=0, ttl=0, format=None, persist_to=0, replicate_to=0): ...
    @operates
    def append(self, key, value, cas=0, format=None, persist_to=0, replicate_to=0): ...
    @operates
    def prepend(self, key, value, cas=0, format=None, persist_to=0, replicate_to=0): ...
    @operates
    def get(self, key, ttl=0, quiet=None, replica=False, no_format=False): ...
    @operates
    def touch(self, key, ttl=0): ...
    @operates
    def lock(self, key, ttl=0): ...
    @operates
    def unlock(self, key, cas): ...
    @operates
    def remove(self, key, cas=0, quiet=None, persist_to=0, replicate_to=0): ...
    @operates
    def counter(self, key, delta=1, initial=None, ttl=0): ...
    @operates
    def mutate_in(self, key, *specs, **kwargs): ...
    @operates
    def lookup_in(self, key, *specs, **kwargs): ...
    @operates
    def retrieve_in(self, key, *paths, **kwargs): ...
    @operates
    def incr(self, key, amount=1, **kwargs): ...
    @operates
    def incr_multi(self, keys, amount=1, **kwargs): ...
    @operates
    def decr(self, key, amount=1, **kwargs): ...
    @operates
    def decr_multi(self, keys, amount=1, **kwargs): ...
    @operates
    def stats(self, keys=None, keystats=False): ...
    @operates
    def ping(self): ...
    @operates(waits=False)
    def diagnostics(self): ...
    @operates
    def observe(self, key, master_only=False): ...
    @operates
    def endure(
        self, key, persist_to=-1, replicate_to=-1, cas=0, check_removed=False, timeout=5.0, interval=0.01
    ): ...
    def durability(self, persist_to=-1, replicate_to=-1, timeout=0.0) -> DurabilityContext: ...
    @operates
    def upsert_multi(self, keys, ttl=0, format=None, persist_to=0, replicate_to=0): ...
    @operates
    def insert_multi(self, keys, ttl=0, format=None, persist_to=0, replicate_to=0): ...
    @operates
    def replace_multi(self, keys, ttl=0, format=None, persist_to=0, replicate_to=0): ...
    @operates
    def append_multi(self, keys, format=None, persist_to=0, replicate_to=0): ...
    @operates
    def prepend_multi(self, keys, format=None, persist_to=0, replicate_to=0): ...
    @operates
    def get_multi(self, keys, ttl=0, quiet=None, replica=False, no_format=False): ...
    @operates
    def touch_multi(self, keys, ttl=0): ...
    @operates
    def lock_multi(self, keys, ttl=0): ...
    @operates
    def unlock_multi(self, keys): ...
    @operates
    def observe_multi(self, keys, master_only=False): ...
    @operates
    def endure_multi(
        self, keys, persist_to=-1, replicate_to=-1, timeout=5.0, interval=0.01, check_removed=False
    ): ...
    @operates
    def remove_multi(self, kvs, quiet=None): ...
    # Names of 1.x, deprecated.
    @operates
    def set(self, key, value, cas=0, ttl=0, format=None, persist_to=0, replicate_to=0): ...
    @operates
    def add(self, key, value, ttl=0, format=None, persist_to=0, replicate_to=0): ...
    @operates
    def delete(self, key, cas=0, quiet=None, persist_to=0, replicate_to=0): ...
    @operates
    def set_multi(self, keys, ttl=0, format=None, persist_to=0, replicate_to=0): ...
    @operates
    def add_multi(self, keys, ttl=0, format=None, persist_to=0, replicate_to=0): ...
    @operates
    def delete_multi(self, kvs, quiet=None): ...
    @operates
    def counter_multi(self, kvs, initial=None, delta=1, ttl=0): ...
    @operates
    def rget(self, key, replica_index=None, quiet=None): ...
    @operates
    def rget_multi(self, keys, replica_index=None, quiet=None): ...
    @derives
    def bucket_manager(self) -> BucketManager: ...
    @lazy
    def query(self, design, view, use_devmode=False, **kwargs) -> View: ...
    @lazy
    def n1ql_query(self, query, *args, **kwargs) -> N1QLRequest: ...
    @lazy
    def analytics_query(self, query, host, *args, **kwargs) -> AnalyticsRequest: ...
    @lazy
    def search(self, index, query, **kwargs) -> SearchRequest: ...
    @operates
    def append_items(self, items, **kwargs): ...
    @operates
    def prepend_items(self, items, **kwargs): ...
    @property
    @tells_closed
    def closed(self): ...
    @staticmethod
    def lcb_version(): ...
    @operates
    def design_get(self, *args, **kwargs): ...
    @operates
    def design_create(self, *args, **kwargs): ...
    @operates
    def design_publish(self, *args, **kwargs): ...
    @operates
    def design_delete(self, *args, **kwargs): ...
    @operates
    def flush(self): ...
    def add_bucket_creds(self, bucket, password): ...
    @operates
    def map_add(self, key, mapkey, value, create=False, **kwargs): ...
    @operates
    def map_get(self, key, mapkey): ...
    @operates
    def map_remove(self, key, mapkey, **kwargs): ...
    @operates
    def map_size(self, key): ...
    @operates
    def list_append(self, key, value, create=False, **kwargs): ...
    @operates
    def list_prepend(self, key, value, create=False, **kwargs): ...
    @operates
    def list_set(self, key, index, value, **kwargs): ...
    @operates
    def set_add(self, key, value, create=False, **kwargs): ...
    @operates
    def set_remove(self, key, value, **kwargs): ...
    @operates
    def set_size(self, key): ...
    @operates
    def set_contains(self, key, value): ...
    @operates
    def list_get(self, key, index): ...
    @operates
    def list_remove(self, key, index, **kwargs): ...
    @operates
    def list_size(self, key): ...
    @operates
    def queue_push(self, key, value, create=False, **kwargs): ...
    @operates
    def queue_pop(self, key, **kwargs): ...
    @operates
    def queue_size(self, key): ...
    def get_attribute(self, key, attrname): ...
    def set_attribute(self, key, attrname): ...
    def register_crypto_provider(self, name, provider): ...
    def unregister_crypto_provider(self, name): ...
    def encrypt_fields(self, document, fieldspec, prefix): ...
    def decrypt_fields_real(self, document, *args): ...
    def decrypt_fields(self, document, *args): ...
