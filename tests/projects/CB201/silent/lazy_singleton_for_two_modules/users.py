"""Users."""
from db import get_bucket


def find(name):
    return get_bucket().get("user::" + name).value
