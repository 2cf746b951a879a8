from couchbase.auth import AuthDomain
from couchbase.exceptions import InvalidArgumentException
from couchbase.management.generic import Admin
from couchbase.management.users import (
    DropGroupOptions,
    DropUserOptions,
    GetAllGroupsOptions,
    GetAllUsersOptions,
    GetGroupOptions,
    GetRolesOptions,
    GetUserOptions,
    Group,
    RoleAndDescription,
    UpsertGroupOptions,
    UpsertUserOptions,
    User,
    UserAndMetadata,
    UserErrorHandler,
)
from couchbase.options import forward_args
from couchbase_core import mk_formstr


class AUserManager:
    @derives(via="admin_bucket")
    def __init__(self, admin_bucket): ...
    @sends
    def get_user(self, username, *options, **kwargs): ...
    @sends
    def get_all_users(self, *options, **kwargs): ...
    @operates
    async def upsert_user(self, user, *options, **kwargs): ...
    @sends
    def drop_user(self, username, *options, **kwargs): ...
    @sends
    def get_roles(self, *options, **kwargs): ...
    @sends
    def get_group(self, group_name, *options, **kwargs): ...
    @sends
    def get_all_groups(self, *options, **kwargs): ...
    @sends
    def upsert_group(self, group, *options, **kwargs): ...
    @sends
    def drop_group(self, group_name, *options, **kwargs): ...
