from couchbase.auth import AuthDomain
from couchbase_core import JSON, mk_formstr
from couchbase_core._libcouchbase import Bucket as _Base
from couchbase_core.connstr import ConnectionString


class NotReadyException: ...


class Admin(_Base):
    @opens(hosts="host", user="username")
    def __init__(self, username=None, password=None, host="localhost", port=8091, **kwargs): ...
    @operates
    def http_request_async(
        self,
        path,
        method="GET",
        content=None,
        content_type="application/json",
        response_format=None,
        timeout=None,
    ): ...
    @operates
    def http_request(
        self,
        path,
        method="GET",
        content=None,
        content_type="application/json",
        response_format=None,
        timeout=None,
    ): ...
    @operates
    def bucket_create(self, name, **kwargs): ...
    @operates
    def bucket_remove(self, name): ...
    bucket_delete = bucket_remove
    @operates
    def buckets_list(self): ...
    @operates
    def bucket_info(self, name): ...
    @operates
    def wait_ready(self, name, timeout=5.0, sleep_interval=0.2): ...
    @operates
    def user_get(self, username, domain, timeout=None): ...
    @operates
    def users_get(self, domain, timeout=None): ...
    @operates
    def user_upsert(
        self, username, domain, password=None, roles=None, groups=None, name=None, timeout=None
    ): ...
    @operates
    def user_remove(self, username, domain, timeout=None): ...
    @operates
    def get_roles(self, timeout=None): ...
    @operates
    def group_upsert(
        self, group_name, roles=None, description=None, ldap_group_reference=None, timeout=None
    ): ...
    @operates
    def group_get(self, group_name, timeout=None): ...
    @operates
    def groups_get(self, timeout=None): ...
    @operates
    def group_remove(self, group_name, **kwargs): ...
