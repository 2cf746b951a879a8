from couchbase.bucket import Bucket, DurabilityContext, Pipeline
from couchbase.connstr import convert_1x_args
from couchbase.user_constants import (
    FMT_AUTO,
    FMT_BYTES,
    FMT_COMMON_MASK,
    FMT_JSON,
    FMT_LEGACY_MASK,
    FMT_MASK,
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


class Connection(Bucket):
    @opens(hosts="host", bucket="bucket", user="username", mode="lockmode")
    def __init__(
        self,
        bucket="default",
        host="localhost",
        port=8091,
        username=None,
        password=None,
        quiet=None,
        unlock_gil=True,
        timeout=2.5,
        transcoder=None,
        lockmode=LOCKMODE_EXC,
        **kwargs,
    ): ...
    @operates
    def __getitem__(self, key): ...
    @operates
    def __setitem__(self, key, value): ...
    @operates
    def __delitem__(self, key): ...
    def errors(self, clear_existing=True): ...
    @operates
    def set(self, key, value, cas=0, ttl=0, format=None, persist_to=0, replicate_to=0): ...
    @operates
    def add(self, key, value, ttl=0, format=None, persist_to=0, replicate_to=0): ...
    @operates
    def delete(self, key, cas=0, quiet=None, persist_to=0, replicate_to=0): ...
    @operates
    def incr(self, key, amount=1, initial=None, ttl=0): ...
    @operates
    def decr(self, key, amount=1, initial=None, ttl=0): ...
    @operates
    def set_multi(self, keys, ttl=0, format=None, persist_to=0, replicate_to=0): ...
    @operates
    def add_multi(self, keys, ttl=0, format=None, persist_to=0, replicate_to=0): ...
    @operates
    def delete_multi(self, kvs, quiet=None): ...
    @operates
    def incr_multi(self, keys, amount=1, **kwargs): ...
    @operates
    def decr_multi(self, keys, amount=1, **kwargs): ...
