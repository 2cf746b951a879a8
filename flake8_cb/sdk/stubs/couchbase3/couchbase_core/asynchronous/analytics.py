from couchbase_core.analytics import AnalyticsRequest
from couchbase_core.asynchronous.rowsbase import AsyncRowsBase


class AsyncAnalyticsRequest(AsyncRowsBase, AnalyticsRequest): ...
