from couchbase.exceptions import MissingTokenException
from couchbase.result import MutationToken


class MutationState: ...
