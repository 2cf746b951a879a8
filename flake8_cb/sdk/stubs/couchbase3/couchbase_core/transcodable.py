from couchbase_core import JSON


class Transcodable: ...
