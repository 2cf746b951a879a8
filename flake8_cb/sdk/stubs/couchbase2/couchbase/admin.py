from couchbase._libcouchbase import Bucket as _Base
from couchbase.auth_domain import AuthDomain
from couchbase.user_constants import FMT_JSON


class NotReadyError: ...


class Admin(_Base):
    @opens(hosts="host", user="username")
    def __init__(self, username, password, host="localhost", port=8091, **kwargs): ...
    @operates
    def http_request(
        self, path, method="GET", content=None, content_type="application/json", response_format=None
    ): ...
    @operates
    def bucket_create(
        self,
        name,
        bucket_type="couchbase",
        bucket_password="",
        replicas=0,
        ram_quota=1024,
        flush_enabled=False,
    ): ...
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
    def bucket_update(
        self, name, current, bucket_password=None, replicas=None, ram_quota=None, flush_enabled=None
    ): ...
    @operates
    def users_get(self, domain): ...
    @operates
    def user_get(self, domain, userid): ...
    @operates
    def user_upsert(self, domain, userid, password=None, roles=None, name=None): ...
    @operates
    def user_remove(self, domain, userid): ...
    get_user = user_get
    get_users = users_get
    upsert_user = user_upsert
    remove_user = user_remove
