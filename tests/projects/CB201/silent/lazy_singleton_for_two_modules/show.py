"""Whoever comes first opens; the others get the same."""
import groups
import users
from db import get_bucket

bucket = get_bucket()
print(users.find("ann"), groups.members("staff"), bucket.get("version").value)
