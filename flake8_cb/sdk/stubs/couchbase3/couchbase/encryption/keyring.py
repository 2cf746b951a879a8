from couchbase.encryption import Key


class Keyring: ...
