from couchbase.exceptions import CouchbaseException
from couchbase_core import JSON
from couchbase_core.views.iterator import AlreadyQueriedException

STATEMENT_PLUS = "statement_plus"
NOT_BOUNDED = "not_bounded"
REQUEST_PLUS = "request_plus"
UNBOUNDED = "none"
PROFILE_OFF = "off"
PROFILE_PHASES = "phases"
PROFILE_TIMINGS = "timings"
VALID_PROFILES = ...


class N1QLException(CouchbaseException): ...


class N1QLRequest:
    @property
    def raw(self): ...
    @property
    @drains
    def meta(self): ...
    @property
    @drains
    def metrics(self): ...
    @property
    @drains
    def profile(self): ...
    @drains
    def meta_retrieve(self, meta_lookahead=None): ...
    @drains
    def execute(self): ...
    @drains
    def get_single_result(self): ...
    @reads
    def __iter__(self): ...
    def fetch(self): ...


CONSISTENCY_UNBOUNDED = NOT_BOUNDED
CONSISTENCY_REQUEST = REQUEST_PLUS
CONSISTENCY_NONE = UNBOUNDED
