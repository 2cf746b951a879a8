from couchbase_analytics.scope import Scope


class Database:
    @derives(via="cluster")
    def __init__(self, cluster, database_name): ...
    @property
    def name(self): ...
    @derives
    def scope(self, scope_name) -> Scope: ...
