from couchbase.transcoder import DefaultJsonSerializer


class TransactionQueryResults: ...
