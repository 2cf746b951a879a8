from acouchbase_columnar.database import AsyncDatabase
from asyncio import Future
from couchbase_columnar.common.result import AsyncQueryResult


class AsyncCluster:
    @opens(hosts="connstr", auth="credential")
    def __init__(self, connstr, credential, options=None, loop=None, **kwargs): ...
    @derives
    def database(self, name) -> AsyncDatabase: ...
    @sends
    def execute_query(self, statement, *args, **kwargs) -> "Future[AsyncQueryResult]": ...
    @closes
    def shutdown(self): ...
    @classmethod
    @opens(hosts="connstr", auth="credential")
    def create_instance(cls, connstr, credential, options=None, loop=None, **kwargs) -> "AsyncCluster": ...


Cluster = AsyncCluster
