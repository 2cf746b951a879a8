from acouchbase_columnar.scope import AsyncScope


class AsyncDatabase:
    @derives(via="cluster")
    def __init__(self, cluster, database_name): ...
    @property
    def name(self): ...
    @derives
    def scope(self, scope_name) -> AsyncScope: ...


Database = AsyncDatabase
