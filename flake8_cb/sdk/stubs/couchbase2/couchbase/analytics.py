from couchbase.exceptions import CouchbaseInternalError
from couchbase.n1ql import N1QLQuery, N1QLRequest


class AnalyticsQuery(N1QLQuery):
    def update(self, *args, **kwargs): ...


class DeferredAnalyticsQuery(AnalyticsQuery): ...
class AnalyticsRequest(N1QLRequest): ...


class DeferredAnalyticsRequest(AnalyticsRequest):
    @drains
    def final_response(self, default=None): ...


def gen_request(query, *args, **kwargs): ...
