from couchbase.asynchronous.rowsbase import AsyncRowsBase
from couchbase.fulltext import SearchRequest


class AsyncSearchRequest(AsyncRowsBase, SearchRequest): ...
