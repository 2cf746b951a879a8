"""A cached function makes the object once."""
from functools import lru_cache

from .permissions import Permissions


@lru_cache(maxsize=1)
def permissions():
    return Permissions()
