from couchbase_core.asynchronous.rowsbase import AsyncRowsBase
from couchbase_core.n1ql import N1QLRequest


class AsyncN1QLRequest(AsyncRowsBase, N1QLRequest): ...
