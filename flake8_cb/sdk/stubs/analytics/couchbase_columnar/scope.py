from couchbase_columnar.common.result import BlockingQueryResult


class Scope:
    @derives(via="database")
    def __init__(self, database, scope_name): ...
    @property
    def name(self): ...
    @starts(waits=True)
    def execute_query(self, statement, *args, **kwargs) -> BlockingQueryResult: ...
