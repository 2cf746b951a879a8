from couchbase.result import ContentProxy
from couchbase.serializer import Serializer
from couchbase.transcoder import Transcoder


class TransactionGetResult: ...
