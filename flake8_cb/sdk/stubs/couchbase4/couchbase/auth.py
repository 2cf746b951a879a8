from couchbase.exceptions import InvalidArgumentException


class Authenticator: ...


class PasswordAuthenticator(Authenticator):
    @remembers
    def __init__(self, username, password, cert_path=None, **kwargs): ...
    @staticmethod
    @remembers
    def ldap_compatible(username, password) -> "PasswordAuthenticator": ...


class JwtAuthenticator(Authenticator):
    @remembers
    def __init__(self, token): ...


class CertificateAuthenticator(Authenticator):
    @remembers
    def __init__(self, cert_path=None, key_path=None, trust_store_path=None): ...


class AuthDomain: ...
