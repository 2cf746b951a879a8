from couchbase.asynchronous.rowsbase import AsyncRowsBase
from couchbase.n1ql import N1QLRequest


class AsyncN1QLRequest(AsyncRowsBase, N1QLRequest): ...
