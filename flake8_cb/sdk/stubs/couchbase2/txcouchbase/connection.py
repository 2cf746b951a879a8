from couchbase.connstr import convert_1x_args
from couchbase.user_constants import LOCKMODE_EXC
from txcouchbase.bucket import Bucket, RawBucket


class TxAsyncConnection(RawBucket):
    @opens(hosts="host", bucket="bucket", user="username")
    def __init__(
        self,
        bucket=None,
        host="localhost",
        port=8091,
        username=None,
        password=None,
        lockmode=LOCKMODE_EXC,
        **kwargs,
    ): ...


class Connection(Bucket):
    @opens(hosts="host", bucket="bucket", user="username")
    def __init__(
        self,
        bucket=None,
        host="localhost",
        port=8091,
        username=None,
        password=None,
        lockmode=LOCKMODE_EXC,
        **kwargs,
    ): ...
