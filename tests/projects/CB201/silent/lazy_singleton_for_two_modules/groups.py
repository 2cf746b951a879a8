"""Groups and their members."""
import users
from db import get_bucket


def members(group):
    return [users.find(name) for name in get_bucket().get("group::" + group).value]
