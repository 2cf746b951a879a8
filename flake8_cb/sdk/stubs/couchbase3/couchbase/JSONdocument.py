from couchbase_core.transcodable import Transcodable


class JSONDocument(Transcodable): ...
