from couchbase.exceptions import CouchbaseException


class MixedAuthException(CouchbaseException): ...
class NoBucketException(CouchbaseException): ...
class Authenticator: ...


class PasswordAuthenticator(Authenticator):
    @remembers
    def __init__(self, username, password, cert_path=None): ...


class ClassicAuthenticator(Authenticator):
    @remembers
    def __init__(self, cluster_username=None, cluster_password=None, buckets=None, cert_path=None): ...


class CertAuthenticator(Authenticator):
    @remembers(certificate="cert_path")
    def __init__(
        self,
        cert_path=None,
        key_path=None,
        trust_store_path=None,
        cluster_username=None,
        cluster_password=None,
    ): ...


class AuthDomain: ...
