from couchbase.exceptions import (
    ArgumentError,
    CouchbaseError,
    NotSupportedError,
    ViewEngineError,
)
from couchbase.user_constants import FMT_JSON
from couchbase.views.params import (
    UNSPEC,
    Query,
    QueryBase,
    SpatialQuery,
    ViewQuery,
    make_dvpath,
)


class AlreadyQueriedError(CouchbaseError): ...
class RowProcessor: ...
class SpatialRowProcessor(RowProcessor): ...


class View:
    @lazy(via="parent")
    def __init__(self, parent, design, view, row_processor=None, include_docs=False, query=None, streaming=True, **params): ...
    @property
    def query(self): ...
    @property
    def indexed_rows(self): ...
    @property
    def errors(self): ...
    @reads
    def __iter__(self): ...


def get_row_doc(row_json): ...


ViewRow = ...
SpatialRow = ...
