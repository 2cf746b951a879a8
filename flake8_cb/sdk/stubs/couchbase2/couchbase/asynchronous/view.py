from couchbase.asynchronous.rowsbase import AsyncRowsBase
from couchbase.views.iterator import View


class AsyncViewBase(AsyncRowsBase, View): ...
