from couchbase_core._libcouchbase import AsyncResult, Result


class SubdocResult: ...
