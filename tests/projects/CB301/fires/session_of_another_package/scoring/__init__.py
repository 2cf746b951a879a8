from .session import session

__all__ = ["session"]
