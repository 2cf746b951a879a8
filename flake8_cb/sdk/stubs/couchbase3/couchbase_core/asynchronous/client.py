from couchbase.exceptions import InvalidArgumentException
from couchbase_core.asynchronous.view import AsyncViewBase
from couchbase_core.client import Client as CoreClient


class AsyncClientMixin:
    def view_query(self, *args, **kwargs): ...
    def endure(self, key, *args, **kwargs): ...


class AsyncClientFactory: ...
