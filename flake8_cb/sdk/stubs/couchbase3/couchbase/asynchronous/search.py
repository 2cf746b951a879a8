from couchbase.search import SearchRequest
from couchbase_core.asynchronous.rowsbase import AsyncRowsBase


class AsyncSearchRequest(AsyncRowsBase, SearchRequest): ...
