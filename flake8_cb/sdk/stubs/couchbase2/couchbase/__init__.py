from couchbase.connection import Connection
from couchbase.crypto import (
    CTypesCryptoProvider,
    InMemoryKeyStore,
    PythonCryptoProvider,
    PythonCryptoProvider_V0,
    PythonCryptoProvider_V1,
)
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

JSON = ...


class Couchbase:
    @staticmethod
    @opens(hosts="host", bucket="bucket", mode="lockmode")
    def connect(
        bucket=None,
        host="localhost",
        port=8091,
        password=None,
        quiet=False,
        config_cache=None,
        unlock_gil=True,
        timeout=2.5,
        transcoder=None,
        lockmode=LOCKMODE_EXC,
        **kwargs,
    ) -> Connection: ...


def set_json_converters(encode, decode): ...
def set_pickle_converters(encode, decode): ...
def enable_logging(): ...
def disable_logging(): ...
