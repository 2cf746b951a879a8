from couchbase.encryption import EncryptionResult, Keyring


class Decrypter: ...
