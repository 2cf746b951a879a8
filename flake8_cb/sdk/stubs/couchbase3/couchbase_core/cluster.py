from couchbase.auth import (
    CertAuthenticator,
    ClassicAuthenticator,
    MixedAuthException,
    PasswordAuthenticator,
)
from couchbase_core.client import Client
from couchbase_core.connstr import ConnectionString


class _Cluster:
    @remembers(cluster="connection_string")
    def __init__(self, connection_string="couchbase://localhost", bucket_factory=Client): ...
    @remembers
    def authenticate(self, authenticator=None, username=None, password=None): ...
    @opens(
        hosts="self.connection_string",
        bucket="bucket_name",
        auth="self.authenticator",
        user="self.username",
        options="kwargs",
    )
    def open_bucket(self, bucket_name, **kwargs) -> Client: ...
