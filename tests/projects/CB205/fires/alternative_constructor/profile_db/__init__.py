"""Profiles of users."""
from .profile import Profile

__all__ = ["Profile"]
