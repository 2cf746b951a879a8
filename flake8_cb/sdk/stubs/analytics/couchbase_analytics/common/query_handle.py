from asyncio import Future
from couchbase_analytics.common.options import FetchResultsOptions
from couchbase_analytics.common.result import AsyncQueryResult, BlockingQueryResult


class AsyncQueryHandle:
    @sends
    def cancel(self, options=None, **kwargs): ...
    @sends
    def fetch_status(self, options=None, **kwargs) -> "Future[AsyncQueryStatus]": ...


class BlockingQueryHandle:
    @operates
    def cancel(self, options=None, **kwargs): ...
    @operates
    def fetch_status(self, options=None, **kwargs) -> "BlockingQueryStatus": ...


class AsyncQueryResultHandle:
    @sends
    def fetch_results(self, options=None, **kwargs) -> "Future[AsyncQueryResult]": ...
    @sends
    def discard_results(self, options=None, **kwargs): ...


class BlockingQueryResultHandle:
    @starts(waits=True)
    def fetch_results(self, options=None, **kwargs) -> BlockingQueryResult: ...
    @operates
    def discard_results(self, options=None, **kwargs): ...


class AsyncQueryStatus:
    def results_ready(self): ...
    def result_handle(self) -> "AsyncQueryResultHandle": ...


class BlockingQueryStatus:
    def results_ready(self): ...
    def result_handle(self) -> "BlockingQueryResultHandle": ...
