from couchbase.encryption.crypto_manager import CryptoManager
from couchbase.encryption.decrypter import Decrypter
from couchbase.encryption.encrypter import Encrypter
from couchbase.encryption.encryption_result import EncryptionResult
from couchbase.encryption.key import Key
from couchbase.encryption.keyring import Keyring
