from couchbase import JSON
from couchbase.deprecation import deprecate_module_attribute
from couchbase.exceptions import CouchbaseError
from couchbase.mutation_state import MissingTokenError, MutationState
from couchbase.views.iterator import AlreadyQueriedError

STATEMENT_PLUS = "statement_plus"
NOT_BOUNDED = "not_bounded"
REQUEST_PLUS = "request_plus"
UNBOUNDED = "none"
PROFILE_OFF = "off"
PROFILE_PHASES = "phases"
PROFILE_TIMINGS = "timings"
VALID_PROFILES = ...


class N1QLError(CouchbaseError): ...


class N1QLQuery:
    def __init__(self, query, *args, **kwargs): ...


class N1QLRequest:
    @property
    @drains
    def meta(self): ...
    @property
    @drains
    def metrics(self): ...
    @drains
    def meta_retrieve(self, meta_lookahead=None): ...
    @drains
    def execute(self): ...
    @drains
    def get_single_result(self): ...
    @reads
    def __iter__(self): ...


CONSISTENCY_UNBOUNDED = NOT_BOUNDED
CONSISTENCY_REQUEST = REQUEST_PLUS
CONSISTENCY_NONE = UNBOUNDED
