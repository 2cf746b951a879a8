from .store import fields

__all__ = ["fields"]
