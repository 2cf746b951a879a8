from asyncio import Future
from couchbase_analytics.common.query_handle import AsyncQueryHandle
from couchbase_analytics.common.result import AsyncQueryResult


class AsyncScope:
    @derives(via="database")
    def __init__(self, database, scope_name): ...
    @property
    def name(self): ...
    @sends
    def execute_query(self, statement, *args, **kwargs) -> "Future[AsyncQueryResult]": ...
    @sends
    def start_query(self, statement, *args, **kwargs) -> "Future[AsyncQueryHandle]": ...


Scope = AsyncScope
