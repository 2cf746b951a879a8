from couchbase.admin import Admin
from couchbase.bucket import Bucket
from couchbase.connstr import ConnectionString
from couchbase.exceptions import CouchbaseError
from couchbase.n1ql import N1QLRequest


class MixedAuthError(CouchbaseError): ...
class NoBucketError(CouchbaseError): ...
class OverrideSet: ...
class OverrideDict: ...


class Cluster:
    @remembers(cluster="connection_string")
    def __init__(self, connection_string="couchbase://localhost", bucket_class=Bucket): ...
    @authenticates
    def authenticate(self, authenticator=None, username=None, password=None): ...
    @opens(
        hosts="self.connection_string",
        bucket="bucket_name",
        auth="self.authenticator",
        user="self.username",
        password="self.password",
        options="kwargs",
    )
    def open_bucket(self, bucket_name, **kwargs) -> Bucket: ...
    @opens(hosts="self.connection_string", auth="self.authenticator", user="self.username")
    def cluster_manager(self) -> Admin: ...
    @lazy
    def n1ql_query(self, query, *args, **kwargs) -> N1QLRequest: ...


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
