from asyncio import Future
from couchbase_columnar.common.result import AsyncQueryResult


class AsyncScope:
    @derives(via="database")
    def __init__(self, database, scope_name): ...
    @property
    def name(self): ...
    @sends
    def execute_query(self, statement, *args, **kwargs) -> "Future[AsyncQueryResult]": ...


Scope = AsyncScope
