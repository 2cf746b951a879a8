from couchbase_core.asynchronous.rowsbase import AsyncRowsBase
from couchbase_core.views.iterator import View


class AsyncViewBase(AsyncRowsBase, View): ...
