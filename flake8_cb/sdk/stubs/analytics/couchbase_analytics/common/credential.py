class Credential:
    @remembers
    def __init__(
        self,
        *,
        username=None,
        password=None,
        jwt_token=None,
        cert_path=None,
        key_path=None,
        cert_password=None,
    ): ...
    @classmethod
    @remembers
    def from_username_and_password(cls, username, password) -> "Credential": ...
    @classmethod
    def from_jwt(cls, token) -> "Credential": ...
    @classmethod
    def from_certificate(cls, cert_path, key_path=None, *, password=None) -> "Credential": ...
    @classmethod
    def from_callable(cls, callback) -> "Credential": ...
