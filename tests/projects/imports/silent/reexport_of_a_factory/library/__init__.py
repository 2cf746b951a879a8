from .db import connect as open_library

__all__ = ["open_library"]
