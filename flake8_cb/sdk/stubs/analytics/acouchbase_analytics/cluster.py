from acouchbase_analytics.database import AsyncDatabase
from asyncio import Future
from couchbase_analytics.common.query_handle import AsyncQueryHandle
from couchbase_analytics.common.result import AsyncQueryResult


class AsyncCluster:
    @opens(hosts="endpoint", auth="credential", waits=False)
    def __init__(self, endpoint, credential, options=None, **kwargs): ...
    @derives
    def database(self, name) -> AsyncDatabase: ...
    @sends
    def execute_query(self, statement, *args, **kwargs) -> "Future[AsyncQueryResult]": ...
    @sends
    def start_query(self, statement, *args, **kwargs) -> "Future[AsyncQueryHandle]": ...
    async def set_credential(self, credential): ...
    @closes
    async def shutdown(self): ...
    @classmethod
    @opens(hosts="endpoint", auth="credential", waits=False)
    def create_instance(cls, endpoint, credential, options=None, **kwargs) -> "AsyncCluster": ...


Cluster = AsyncCluster
