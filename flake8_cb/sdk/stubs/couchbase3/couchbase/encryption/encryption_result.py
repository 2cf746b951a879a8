from couchbase.exceptions import CryptoKeyNotFoundException, InvalidArgumentException


class EncryptionResult: ...
